using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>One dry run of a plan, page by page: what the ledger knows is taken from it; about the rest somebody is asked.</summary>
/// <param name="replays">Holds the plan.</param>
/// <param name="ledger">Holds the effects.</param>
/// <param name="page">Items that are checked and written down at a time.</param>
internal sealed class DryRun(IReplayStore replays, ICrossdockStore ledger, int page)
{
    /// <summary>Checks what is not checked yet.</summary>
    /// <param name="plan">The plan, in its dry run.</param>
    /// <param name="ask">Finds out about an item that was sent and of which nobody knows what became.</param>
    /// <param name="time">Stamps the findings.</param>
    /// <param name="cancellationToken">Ends it between two pages; what is written down stays.</param>
    /// <returns>The plan as it is then; null when it is gone.</returns>
    public async Task<ReplayPlan?> CheckAsync(
        ReplayPlan plan, Func<ReplayItem, WorkItem, EffectRecord, Task<ReplayFinding>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        var current = plan;
        while (current is { State: ReplayPlanState.DryRun } && current.DryRun == plan.DryRun)
        {
            var findings = new List<ReplayFinding>();
            foreach (var item in await replays.ListPlanItemsAsync(new ReplayItemFilter(plan.Tenant, plan.Id, 0, page) { IsUnchecked = true }, cancellationToken).ConfigureAwait(false))
            {
                var work = await replays.FindWorkAsync(plan.Tenant, item.WorkId, cancellationToken).ConfigureAwait(false);
                var effect = await ledger.FindEffectAsync(item.Key, cancellationToken).ConfigureAwait(false);
                findings.Add(LedgerCheck.Find(item, work, effect) ?? await ask(item, work!, effect!).ConfigureAwait(false));
            }

            current = await replays.WriteFindingsAsync(new ReplayFindings(plan.Tenant, plan.Id, plan.DryRun, findings, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        }

        return current;
    }
}
