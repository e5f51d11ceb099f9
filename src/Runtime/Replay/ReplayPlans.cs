using Crossdock.Storage;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

internal sealed class ReplayPlans(
    ICrossdockStore store,
    FlowModel flows,
    DocumentIntake intake,
    WorkSignal signal,
    ReplaySignal asked,
    IOptions<CrossdockOptions> options,
    TimeProvider time) : IReplayPlans
{
    private const int Page = 100;

    private string Tenant => options.Value.Tenant;

    private ReplayOptions Replay => options.Value.Replay;

    private DateTimeOffset Now => time.GetUtcNow();

    private IReplayStore Store => store as IReplayStore
        ?? throw new InvalidOperationException("The store of this host has no replay plans: it does not implement IReplayStore.");

    public Task<ReplayPlanResult> CreateAsync(string planId, ReplaySelection selection, string actor, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Store.CreatePlanAsync(
            new ReplayPlanDraft
            {
                Tenant = Tenant,
                PlanId = planId,
                Selection = selection,
                Actor = actor,
                Reason = reason,
                NeedsOtherApprover = Replay.NeedsOtherApprover,
                MaxItems = Replay.MaxItems,
                Now = Now,
            },
            cancellationToken);
    }

    public async Task<ReplayPlanResult> DryRunAsync(string planId, string actor, string reason, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(ReplayPlanAction.DryRun, planId, actor, reason, cancellationToken).ConfigureAwait(false);
        asked.Set();
        return result;
    }

    public async Task<ReplayPlan?> CheckFromLedgerAsync(string planId, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(planId, cancellationToken).ConfigureAwait(false);
        while (plan is { State: ReplayPlanState.DryRun })
        {
            plan = await new DryRun(Store, store, Page).CheckAsync(plan, OnlyRemoteKnows, time, cancellationToken).ConfigureAwait(false);
        }

        return plan;
    }

    public Task<ReplayPlanResult> ApproveAsync(string planId, string actor, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(ReplayPlanAction.Approve, planId, actor, reason, cancellationToken);

    public Task<ReplayPlanResult> CancelAsync(string planId, string actor, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(ReplayPlanAction.Cancel, planId, actor, reason, cancellationToken);

    public async Task<ReplayBatch> RunAsync(string planId, string actor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var replayed = 0;
        var skipped = 0;
        while (true)
        {
            // What is in a transaction already is finished: a stop comes between two steps.
            cancellationToken.ThrowIfCancellationRequested();
            var step = await Store.ExecutePlanAsync(new ReplayExecution(Tenant, planId, actor, Replay.ItemsPerStep, Now), CancellationToken.None).ConfigureAwait(false);
            replayed += step.Replayed;
            skipped += step.Skipped;
            if (step.Replayed > 0)
            {
                signal.Set();
            }

            if (step.Outcome != ReplayPlanOutcome.Done || step.Plan is not { State: ReplayPlanState.Running })
            {
                // Somebody else may have put back the last ones; what this call did is done all the same.
                var outcome = step.Outcome == ReplayPlanOutcome.Unchanged && replayed + skipped > 0 ? ReplayPlanOutcome.Done : step.Outcome;
                return new ReplayBatch(outcome, step.Plan, replayed, skipped);
            }

            await Task.Delay(Replay.Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<ReplayPlan?> FindAsync(string planId, CancellationToken cancellationToken) => Store.FindPlanAsync(Tenant, planId, cancellationToken);

    public Task<IReadOnlyList<ReplayPlan>> ListAsync(IReadOnlyCollection<ReplayPlanState> states, int maxItems, CancellationToken cancellationToken) =>
        Store.ListPlansAsync(new ReplayPlanFilter(Tenant, states, maxItems), cancellationToken);

    public Task<IReadOnlyList<ReplayItem>> ListItemsAsync(string planId, long afterWorkId, int maxItems, CancellationToken cancellationToken) =>
        Store.ListPlanItemsAsync(new ReplayItemFilter(Tenant, planId, afterWorkId, maxItems), cancellationToken);

    public async Task<EditResult> EditAsync(long workId, ReadOnlyMemory<byte> utf8Json, string actor, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (await Store.FindWorkAsync(Tenant, workId, cancellationToken).ConfigureAwait(false) is not { } work)
        {
            return new EditResult(EditOutcome.NotAnException, []);
        }

        var original = work.Envelope;
        if (flows.FindSource(original.Source, original.DocumentType) is not { } plan)
        {
            return new EditResult(null, [new DocumentProblem("", "flow", $"No flow of this host takes {original.DocumentType} from '{original.Source}'; edit it where it comes from.")]);
        }

        var entry = plan.Copy(utf8Json, work, intake.NewContext());
        if (entry.Problems.Count > 0)
        {
            return new EditResult(null, entry.Problems);
        }

        var outcome = await Store.EditAsync(new EditedCopy { WorkId = workId, Entry = entry, Actor = actor, Reason = reason, Now = Now }, cancellationToken).ConfigureAwait(false);
        signal.Set();
        return new EditResult(outcome, []);
    }

    private static Task<ReplayFinding> OnlyRemoteKnows(ReplayItem item, WorkItem work, EffectRecord effect) =>
        Task.FromResult(LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "only the remote can tell, and it was not asked"));

    private Task<ReplayPlanResult> ChangeAsync(ReplayPlanAction action, string planId, string actor, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        return Store.ChangePlanAsync(new ReplayPlanChange(Tenant, planId, action, actor, reason, Now), cancellationToken);
    }
}
