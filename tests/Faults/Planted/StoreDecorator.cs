using Crossdock.Storage;

namespace Crossdock.Faults.Planted;

/// <summary>Passes everything on; a planted bug changes one call.</summary>
internal sealed class StoreDecorator(ICrossdockStore inner) : ICrossdockStore
{
    public Func<AcceptBatch, ICrossdockStore, Task<IReadOnlyList<AcceptOutcome>>>? OnAccept { get; init; }

    public Func<IReadOnlyList<ClaimedWork>, IReadOnlyList<ClaimedWork>>? OnClaimed { get; init; }

    public Func<WorkCommit, ICrossdockStore, Task<CommitOutcome>>? OnCommit { get; init; }

    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) =>
        OnAccept is null ? inner.AcceptAsync(batch, cancellationToken) : OnAccept(batch, inner);

    public async Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var claimed = await inner.ClaimAsync(request, cancellationToken).ConfigureAwait(false);
        return OnClaimed is null ? claimed : OnClaimed(claimed);
    }

    public Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
        OnCommit is null ? inner.CommitAsync(commit, cancellationToken) : OnCommit(commit, inner);

    public Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => inner.NextDueAsync(cancellationToken);

    public Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken) => inner.CountWorkAsync(cancellationToken);

    public Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken) => inner.FindEffectAsync(key, cancellationToken);

    public Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(string tenant, string connection, string operation, string documentKey, CancellationToken cancellationToken) =>
        inner.FindEffectsAsync(tenant, connection, operation, documentKey, cancellationToken);

    public Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(string tenant, string documentType, string sequenceKey, CancellationToken cancellationToken) =>
        inner.FindDocumentsAsync(tenant, documentType, sequenceKey, cancellationToken);

    public Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken) => inner.ReadCheckpointAsync(key, cancellationToken);

    public Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken) => inner.ListExceptionsAsync(filter, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken) => inner.ReadPayloadAsync(tenant, workId, cancellationToken);

    public Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ReplayAsync(tenant, workId, actor, reason, now, cancellationToken);

    public Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.DiscardAsync(tenant, workId, actor, reason, now, cancellationToken);

    public Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        inner.SummariseKpisAsync(from, to, cancellationToken);

    public Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken) => inner.ReadTotalsAsync(cancellationToken);

    public Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken) => inner.PurgeAsync(request, cancellationToken);

    public Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken) => inner.ReadAuditHeadsAsync(cancellationToken);

    public IAsyncEnumerable<AuditEntry> ReadAuditAsync(string tenant, long fromSequence, CancellationToken cancellationToken) =>
        inner.ReadAuditAsync(tenant, fromSequence, cancellationToken);
}
