using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Replay plans: each change of a plan with everything that belongs to it.</summary>
internal sealed class Replays(
    Database database,
    ReplayTable plans,
    RefusalTable refusals,
    ExceptionTable exceptions,
    Interventions interventions,
    AuditTable audit)
{
    public ReplayPlanOutcome Create(ReplayPlanDraft draft)
    {
        if (plans.Find(draft.Tenant, draft.PlanId) is { } known)
        {
            return known.Selection == draft.Selection.ToString() ? ReplayPlanOutcome.Unchanged : ReplayPlanOutcome.OtherSelection;
        }

        var workIds = draft.Selection.Filter is { } filter
            ? ExceptionQuery.Ids(database, filter with { Tenant = draft.Tenant, AfterId = 0 }, draft.MaxItems)
            : draft.Selection.WorkIds.Take(draft.MaxItems).ToList();
        var total = plans.Insert(draft, workIds);
        Audit(draft.Tenant, draft.PlanId, draft.Now, draft.Actor, "replay.created", FormattableString.Invariant($"{total} items of {draft.Selection}: {draft.Reason}"));
        return ReplayPlanOutcome.Done;
    }

    public ReplayPlanOutcome Change(ReplayPlanChange change)
    {
        if (plans.Find(change.Tenant, change.PlanId) is not { } plan)
        {
            return ReplayPlanOutcome.NotFound;
        }

        var now = change.Now.UtcTicks;
        switch (change.Action, plan.State)
        {
            case (ReplayPlanAction.DryRun, ReplayPlanState.DryRun):
            case (ReplayPlanAction.Approve, ReplayPlanState.Approved or ReplayPlanState.Running or ReplayPlanState.Completed):
            case (ReplayPlanAction.Cancel, ReplayPlanState.Cancelled):
                return ReplayPlanOutcome.Unchanged;
            case (ReplayPlanAction.Approve, ReplayPlanState.Checked) when plan.NeedsOtherApprover && plan.CreatedBy == change.Actor:
                return ReplayPlanOutcome.NeedsOtherApprover;
            case (ReplayPlanAction.DryRun, ReplayPlanState.Created or ReplayPlanState.Checked):
                plans.Move(plan, ReplayPlanState.DryRun, isNewDryRun: true);
                AuditChange(change, "replay.dry-run");
                return ReplayPlanOutcome.Done;
            case (ReplayPlanAction.Approve, ReplayPlanState.Checked):
                plans.Move(plan, ReplayPlanState.Approved, now, change.Actor);
                AuditChange(change, "replay.approved");
                return ReplayPlanOutcome.Done;
            case (ReplayPlanAction.Cancel, not ReplayPlanState.Completed):
                plans.Move(plan, ReplayPlanState.Cancelled, now);
                AuditChange(change, "replay.cancelled");
                return ReplayPlanOutcome.Done;
            default:
                return ReplayPlanOutcome.WrongState;
        }
    }

    /// <returns>False when there is no such plan.</returns>
    public bool WriteFindings(ReplayFindings findings)
    {
        if (plans.Find(findings.Tenant, findings.PlanId) is not { } plan)
        {
            return false;
        }

        if (plan.State == ReplayPlanState.DryRun && plan.DryRun == findings.DryRun)
        {
            foreach (var finding in findings.Items)
            {
                plans.Check(plan, finding, FindBlocker(findings.Tenant, plan, finding.WorkId));
            }

            if (!plans.HasUnchecked(plan))
            {
                plans.Move(plan, ReplayPlanState.Checked);
                Audit(findings.Tenant, findings.PlanId, findings.Now, "runtime", "replay.checked", FormattableString.Invariant($"dry run {plan.DryRun} is complete"));
            }
        }

        return true;
    }

    public (ReplayPlanOutcome Outcome, int Replayed, int Skipped) Execute(ReplayExecution execution)
    {
        if (plans.Find(execution.Tenant, execution.PlanId) is not { } plan)
        {
            return (ReplayPlanOutcome.NotFound, 0, 0);
        }

        if (plan.State is not (ReplayPlanState.Approved or ReplayPlanState.Running))
        {
            return (plan.State == ReplayPlanState.Completed ? ReplayPlanOutcome.Unchanged : ReplayPlanOutcome.WrongState, 0, 0);
        }

        exceptions.Now = execution.Now.UtcTicks;
        if (plan.State == ReplayPlanState.Approved)
        {
            plans.Move(plan, ReplayPlanState.Running);
            Audit(execution.Tenant, execution.PlanId, execution.Now, execution.Actor, "replay.started", plan.Reason);
        }

        var replayed = 0;
        var items = plans.Next(plan, execution.MaxItems);
        foreach (var item in items)
        {
            replayed += Execute(execution, plan, item) ? 1 : 0;
        }

        if (!plans.HasPending(plan))
        {
            plans.Move(plan, ReplayPlanState.Completed, execution.Now.UtcTicks);
            Audit(execution.Tenant, execution.PlanId, execution.Now, execution.Actor, "replay.completed", plan.Reason);
        }

        return (ReplayPlanOutcome.Done, replayed, items.Count - replayed);
    }

    private bool Execute(ReplayExecution execution, in ReplayTable.Plan plan, in ReplayTable.Item item)
    {
        var reason = $"replay plan '{execution.PlanId}': {plan.Reason}";
        var why = item switch
        {
            { Verdict: ReplayVerdict.Unknown } => "nobody can tell whether it happened",
            { Verdict: not (ReplayVerdict.WouldSend or ReplayVerdict.AlreadyApplied) } => "it was no exception",
            { IsAsChecked: false } => "it was worked on after the dry run",
            _ when !interventions.Replay(new Intervention(execution.Tenant, item.WorkId, execution.Actor, reason, execution.Now), ReplayMode.Resume, plan.Number) =>
                "it is no exception any more",
            _ => null,
        };
        var state = why is null ? ReplayItemState.Replayed : ReplayItemState.Skipped;
        plans.End(plan, item.WorkId, state, why);
        exceptions.Count(state, item.Connection, item.Flow);
        if (why is not null)
        {
            Audit(execution.Tenant, execution.PlanId, execution.Now, execution.Actor, "replay.skipped", FormattableString.Invariant($"work {item.WorkId}: {why}"));
        }

        return why is null;
    }

    private long? FindBlocker(string tenant, in ReplayTable.Plan plan, long workId) =>
        plans.FindAhead(plan, workId) ?? refusals.InFront(tenant, workId);

    private void AuditChange(ReplayPlanChange change, string action) =>
        Audit(change.Tenant, change.PlanId, change.Now, change.Actor, action, change.Reason);

    private void Audit(string tenant, string planId, DateTimeOffset now, string actor, string action, string detail) =>
        audit.Append(tenant, now, new AuditDraft(actor, action, $"replay/{planId}", detail));
}
