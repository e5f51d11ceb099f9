using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>The store as one virtual process reaches it: each call waits until the simulation lets it go on.</summary>
internal sealed class StoreClient(SimulatedRun run, VirtualProcess owner, ICrossdockStore store) : ICrossdockStore
{
    public Task OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;

    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) =>
        Call("accept", true, () => store.AcceptAsync(batch, CancellationToken.None));

    public Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        Call("claim", true, () => store.ClaimAsync(request, CancellationToken.None));

    public Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
        Call($"commit {commit.WorkId} {commit.State} {commit.Effect?.State}", true, () => store.CommitAsync(commit, CancellationToken.None));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        Call("next due", false, () => store.NextDueAsync(CancellationToken.None));

    public Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken) =>
        Call("count", false, () => store.CountWorkAsync(CancellationToken.None));

    public Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        Call("find effect", false, () => store.FindEffectAsync(key, CancellationToken.None));

    public Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(string tenant, string connection, string operation, string documentKey, CancellationToken cancellationToken) =>
        Call("find effects", false, () => store.FindEffectsAsync(tenant, connection, operation, documentKey, CancellationToken.None));

    public Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(string tenant, string documentType, string sequenceKey, CancellationToken cancellationToken) =>
        Call("find documents", false, () => store.FindDocumentsAsync(tenant, documentType, sequenceKey, CancellationToken.None));

    public Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken) =>
        Call("checkpoint", false, () => store.ReadCheckpointAsync(key, CancellationToken.None));

    public Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken) =>
        store.ListExceptionsAsync(filter, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken) =>
        store.ReadPayloadAsync(tenant, workId, cancellationToken);

    public Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReplayAsync(tenant, workId, actor, reason, now, cancellationToken);

    public Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.DiscardAsync(tenant, workId, actor, reason, now, cancellationToken);

    public Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.SummariseKpisAsync(from, to, cancellationToken);

    public Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken) => store.ReadTotalsAsync(cancellationToken);

    public Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken) => store.PurgeAsync(request, cancellationToken);

    public Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken) => store.ReadAuditHeadsAsync(cancellationToken);

    public IAsyncEnumerable<AuditEntry> ReadAuditAsync(string tenant, long fromSequence, CancellationToken cancellationToken) =>
        store.ReadAuditAsync(tenant, fromSequence, cancellationToken);

    // The store in memory answers at once, so that the waiting is all the simulation's.
    private Task<T> Call<T>(string name, bool isWrite, Func<Task<T>> apply)
    {
        var call = new StoreCall<T>(run, owner, name, isWrite, () => apply().GetAwaiter().GetResult());
        run.Enqueue(call);
        return call.Task;
    }
}
