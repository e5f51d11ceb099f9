using Crossdock.Storage.Sqlite.Operations;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite;

/// <content>Replay plans and edits.</content>
public sealed partial class SqliteCrossdockStore
{
    private const int MaxPage = 1000;
    private const int MaxPlanItems = 100_000;
    private const int MaxPlanId = 64;

    /// <inheritdoc/>
    public async Task<ReplayPlanResult> CreatePlanAsync(ReplayPlanDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentException.ThrowIfNullOrWhiteSpace(draft.PlanId, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.PlanId.Length, MaxPlanId, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfLessThan(draft.MaxItems, 1, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.MaxItems, MaxPlanItems, nameof(draft));
        var outcome = await Writer.RunAsync(draft, static (session, argument) => session.Replays.Create(argument), 0, cancellationToken).ConfigureAwait(false);
        return new ReplayPlanResult(outcome, await FindPlanAsync(draft.Tenant, draft.PlanId, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<ReplayPlanResult> ChangePlanAsync(ReplayPlanChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var outcome = await Writer.RunAsync(change, static (session, argument) => session.Replays.Change(argument), 0, cancellationToken).ConfigureAwait(false);
        return new ReplayPlanResult(outcome, await FindPlanAsync(change.Tenant, change.PlanId, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<ReplayPlan?> FindPlanAsync(string tenant, string planId, CancellationToken cancellationToken) => Reading.ScanAsync(
        (tenant, planId), static (database, argument) => ReplayReading.Find(database, argument.tenant, argument.planId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReplayPlan>> ListPlansAsync(ReplayPlanFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        return Reading.ScanAsync<ReplayPlanFilter, IReadOnlyList<ReplayPlan>>(
            filter, static (database, argument) => ReplayReading.List(database, argument), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReplayItem>> ListPlanItemsAsync(ReplayItemFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        return Reading.ScanAsync<ReplayItemFilter, IReadOnlyList<ReplayItem>>(
            filter, static (database, argument) => ReplayReading.Items(database, argument), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReplayPlan?> WriteFindingsAsync(ReplayFindings findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var isKnown = await Writer.RunAsync(findings, static (session, argument) => session.Replays.WriteFindings(argument), 0, cancellationToken).ConfigureAwait(false);
        return isKnown ? await FindPlanAsync(findings.Tenant, findings.PlanId, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public async Task<ReplayBatch> ExecutePlanAsync(ReplayExecution execution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ThrowIfNoPage(execution.MaxItems, nameof(execution));
        var (outcome, replayed, skipped) = await Writer
            .RunAsync(execution, static (session, argument) => session.Replays.Execute(argument), 0, cancellationToken).ConfigureAwait(false);
        return new ReplayBatch(outcome, await FindPlanAsync(execution.Tenant, execution.PlanId, cancellationToken).ConfigureAwait(false), replayed, skipped);
    }

    /// <inheritdoc/>
    public Task<EditOutcome> EditAsync(EditedCopy copy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return copy.Entry.Problems.Count > 0
            ? throw new ArgumentException("An edited copy that breaks schema or rules can't take the original's place.", nameof(copy))
            : Writer.RunAsync(copy, static (session, argument) => session.Edits.Edit(argument), CheckedSize([copy.Entry], nameof(copy)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PayloadEdit>> ListEditsAsync(string tenant, long workId, CancellationToken cancellationToken) =>
        Reading.ReadAsync<(string, long), IReadOnlyList<PayloadEdit>>(
            (tenant, workId), static (database, argument) => ReplayReading.Edits(database, argument.Item1, argument.Item2), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExceptionGroup>> ListExceptionGroupsAsync(ExceptionGroupFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        ThrowIfNoException(filter.States, nameof(filter));
        return Reading.ScanAsync<ExceptionGroupFilter, IReadOnlyList<ExceptionGroup>>(
            filter, static (database, argument) => ExceptionQuery.Groups(database, argument), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OldestWork> ReadOldestAsync(string tenant, CancellationToken cancellationToken) =>
        Reading.ScanAsync(tenant, static (database, argument) => ExceptionQuery.Oldest(database, argument), cancellationToken);

    /// <inheritdoc/>
    public Task<WorkItem?> FindWorkAsync(string tenant, long workId, CancellationToken cancellationToken) => Reading.ReadAsync(
        (tenant, workId), static (database, argument) => WorkReading.Find(database, argument.tenant, argument.workId), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReplayAsync(tenant, workId, ReplayMode.Resume, actor, reason, now, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplayAsync(
        string tenant,
        long workId,
        ReplayMode mode,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken) => Writer.RunAsync(
            (new Intervention(tenant, workId, actor, reason, now), mode),
            static (session, request) => session.Interventions.Replay(request.Item1, request.mode, plan: null),
            0,
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ConfirmAsync(
        string tenant,
        long workId,
        RemoteReference remote,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(remote);
        return Writer.RunAsync(
            (new Intervention(tenant, workId, actor, reason, now), remote),
            static (session, request) => session.Interventions.Confirm(request.Item1, request.remote),
            0,
            cancellationToken);
    }

    private static void ThrowIfNoPage(int maxItems, string parameter)
    {
        if (maxItems is < 1 or > MaxPage)
        {
            throw new ArgumentOutOfRangeException(parameter, maxItems, $"A page has 1 to {MaxPage} items.");
        }
    }

    private static void ThrowIfNotListed(ExceptionFilter filter, string parameter)
    {
        if (!filter.States.Contains(WorkState.Held))
        {
            ThrowIfNoException(filter.States, parameter);
            return;
        }

        ThrowIfNoException([.. filter.States.Where(state => state != WorkState.Held)], parameter);
        if (filter != new ExceptionFilter(filter.Tenant, filter.States, filter.AfterId, filter.MaxItems))
        {
            throw new ArgumentException("Held work is listed by its tenant only; leave the other criteria out, or list exceptions by themselves.", parameter);
        }
    }

    private static void ThrowIfNoException(IReadOnlyCollection<WorkState> states, string parameter)
    {
        if (states.Any(state => state is not (WorkState.Rejected or WorkState.Parked or WorkState.DeadLettered)))
        {
            throw new ArgumentException("Exceptions are Rejected, Parked and DeadLettered work; other states can't be listed.", parameter);
        }
    }
}
