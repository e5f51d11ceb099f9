using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Passes every call on; tests override what they disturb.</summary>
internal class ForwardingStore(ICrossdockStore inner) : ICrossdockStore, IReplayStore
{
    private IReplayStore Replays => (IReplayStore)inner;

    public virtual Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public virtual Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) => inner.AcceptAsync(batch, cancellationToken);

    public virtual Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => inner.ClaimAsync(request, cancellationToken);

    public virtual Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) => inner.CommitAsync(commit, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => ReadAsync(() => inner.NextDueAsync(cancellationToken));

    public Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken) => ReadAsync(() => inner.CountWorkAsync(cancellationToken));

    public Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken) => ReadAsync(() => inner.FindEffectAsync(key, cancellationToken));

    public virtual Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(string tenant, string connection, string operation, string documentKey, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.FindEffectsAsync(tenant, connection, operation, documentKey, cancellationToken));

    public virtual Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(string tenant, string documentType, string sequenceKey, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.FindDocumentsAsync(tenant, documentType, sequenceKey, cancellationToken));

    public Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken) => ReadAsync(() => inner.ReadCheckpointAsync(key, cancellationToken));

    public Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ListExceptionsAsync(filter, cancellationToken));

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ReadPayloadAsync(tenant, workId, cancellationToken));

    public Task<IReadOnlyList<ExceptionGroup>> ListExceptionGroupsAsync(ExceptionGroupFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.ListExceptionGroupsAsync(filter, cancellationToken));

    public Task<OldestWork> ReadOldestAsync(string tenant, CancellationToken cancellationToken) => ReadAsync(() => Replays.ReadOldestAsync(tenant, cancellationToken));

    public Task<WorkItem?> FindWorkAsync(string tenant, long workId, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.FindWorkAsync(tenant, workId, cancellationToken));

    public Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync("replay", () => inner.ReplayAsync(tenant, workId, actor, reason, now, cancellationToken));

    public Task<bool> ReplayAsync(string tenant, long workId, ReplayMode mode, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync("replay", () => Replays.ReplayAsync(tenant, workId, mode, actor, reason, now, cancellationToken));

    public Task<bool> ConfirmAsync(string tenant, long workId, RemoteReference remote, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync("confirm", () => Replays.ConfirmAsync(tenant, workId, remote, actor, reason, now, cancellationToken));

    public Task<ReplayPlanResult> CreatePlanAsync(ReplayPlanDraft draft, CancellationToken cancellationToken) =>
        WriteAsync("create plan", () => Replays.CreatePlanAsync(draft, cancellationToken));

    public Task<ReplayPlanResult> ChangePlanAsync(ReplayPlanChange change, CancellationToken cancellationToken) =>
        WriteAsync($"{change.Action} plan", () => Replays.ChangePlanAsync(change, cancellationToken));

    public Task<ReplayPlan?> FindPlanAsync(string tenant, string planId, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.FindPlanAsync(tenant, planId, cancellationToken));

    public Task<IReadOnlyList<ReplayPlan>> ListPlansAsync(ReplayPlanFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.ListPlansAsync(filter, cancellationToken));

    public Task<IReadOnlyList<ReplayItem>> ListPlanItemsAsync(ReplayItemFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.ListPlanItemsAsync(filter, cancellationToken));

    public Task<ReplayPlan?> WriteFindingsAsync(ReplayFindings findings, CancellationToken cancellationToken) =>
        WriteAsync("findings", () => Replays.WriteFindingsAsync(findings, cancellationToken));

    public Task<ReplayBatch> ExecutePlanAsync(ReplayExecution execution, CancellationToken cancellationToken) =>
        WriteAsync("execute plan", () => Replays.ExecutePlanAsync(execution, cancellationToken));

    public Task<EditOutcome> EditAsync(EditedCopy copy, CancellationToken cancellationToken) => WriteAsync("edit", () => Replays.EditAsync(copy, cancellationToken));

    public Task<IReadOnlyList<PayloadEdit>> ListEditsAsync(string tenant, long workId, CancellationToken cancellationToken) =>
        ReadAsync(() => Replays.ListEditsAsync(tenant, workId, cancellationToken));

    public Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.DiscardAsync(tenant, workId, actor, reason, now, cancellationToken));

    public Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.SummariseKpisAsync(from, to, cancellationToken));

    public Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken) => ReadAsync(() => inner.ReadTotalsAsync(cancellationToken));

    public IAsyncEnumerable<AuditEntry> ReadAuditAsync(string tenant, long fromSequence, CancellationToken cancellationToken) =>
        inner.ReadAuditAsync(tenant, fromSequence, cancellationToken);

    public Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken) => ReadAsync(() => inner.PurgeAsync(request, cancellationToken));

    public virtual ValueTask DisposeAsync() => inner.DisposeAsync();

    public Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ReadAuditHeadsAsync(cancellationToken));

    protected virtual Task<T> WriteAsync<T>(string name, Func<Task<T>> write) => ReadAsync(write);

    protected virtual Task<T> ReadAsync<T>(Func<Task<T>> read) => read();
}
