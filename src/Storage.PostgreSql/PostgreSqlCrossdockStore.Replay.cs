using Crossdock.Storage.PostgreSql.Arguments;

namespace Crossdock.Storage.PostgreSql;

/// <content>Replay plans and edits: calls that write.</content>
public sealed partial class PostgreSqlCrossdockStore
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
        var outcome = await CallAsync<ReplayPlanOutcome>("create_plan", ArgumentWriter.Write(draft, ReplayArguments.Write), cancellationToken).ConfigureAwait(false);
        return new ReplayPlanResult(outcome, await FindPlanAsync(draft.Tenant, draft.PlanId, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<ReplayPlanResult> ChangePlanAsync(ReplayPlanChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var outcome = await CallAsync<ReplayPlanOutcome>("change_plan", ArgumentWriter.Write(change, ReplayArguments.Write), cancellationToken).ConfigureAwait(false);
        return new ReplayPlanResult(outcome, await FindPlanAsync(change.Tenant, change.PlanId, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<ReplayPlan?> WriteFindingsAsync(ReplayFindings findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return await InterveneAsync("write_findings", ArgumentWriter.Write(findings, ReplayArguments.Write), cancellationToken).ConfigureAwait(false)
            ? await FindPlanAsync(findings.Tenant, findings.PlanId, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async Task<ReplayBatch> ExecutePlanAsync(ReplayExecution execution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ThrowIfNoPage(execution.MaxItems, nameof(execution));
        var (outcome, replayed, skipped) = await Writer.RunAsync(
            $"SELECT outcome, replayed, skipped FROM {_database.Schema}.execute_plan($1::jsonb)",
            ArgumentWriter.Write(execution, ReplayArguments.Write),
            static reader => ReadOneAsync(reader, static row => (Enum.Parse<ReplayPlanOutcome>(row.GetString(0)), row.GetInt32(1), row.GetInt32(2))),
            cancellationToken).ConfigureAwait(false);
        return new ReplayBatch(outcome, await FindPlanAsync(execution.Tenant, execution.PlanId, cancellationToken).ConfigureAwait(false), replayed, skipped);
    }

    /// <inheritdoc/>
    public Task<EditOutcome> EditAsync(EditedCopy copy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return copy.Entry.Problems.Count > 0
            ? throw new ArgumentException("An edited copy that breaks schema or rules can't take the original's place.", nameof(copy))
            : Writer.RunAsync(
                $"SELECT {_database.Schema}.edit_work($1::jsonb, $2)",
                ArgumentWriter.Write(copy, ReplayArguments.Write),
                static reader => ReadOneAsync(reader, static row => Enum.Parse<EditOutcome>(row.GetString(0))),
                cancellationToken);
    }

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
        CancellationToken cancellationToken) => InterveneAsync(
            "replay_work",
            ArgumentWriter.Write((new Intervention(tenant, workId, actor, reason, now), mode), ReplayArguments.Write),
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
        return InterveneAsync(
            "confirm_work",
            ArgumentWriter.Write((new Intervention(tenant, workId, actor, reason, now), remote), ReplayArguments.Write),
            cancellationToken);
    }

    private Task<TOutcome> CallAsync<TOutcome>(string function, CallArguments arguments, CancellationToken cancellationToken)
        where TOutcome : struct, Enum => Writer.RunAsync(
            $"SELECT {_database.Schema}.{function}($1::jsonb)",
            arguments,
            static reader => ReadOneAsync(reader, static row => Enum.Parse<TOutcome>(row.GetString(0))),
            cancellationToken);

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
