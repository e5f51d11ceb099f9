using Crossdock.Storage;

namespace Crossdock.Faults.Processes;

/// <summary>Brings what failed back to work by a replay plan, one item per step. The same plan's id again goes on with the plan.</summary>
internal static class PlanEnd
{
    private const string Actor = "tester";
    private const string Reason = "the remote works again";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(30);

    /// <summary>Returns one line: <c>planned</c> with the plan's end.</summary>
    public static async Task<string> RunAsync(ICrossdockStore store, IReplayPlans plans, string planId)
    {
        var failed = new ExceptionFilter(LifeHost.Tenant, [WorkState.DeadLettered]);
        if (await plans.FindAsync(planId, CancellationToken.None) is null)
        {
            await WaitAsync(async () => (await store.ListExceptionsAsync(failed, CancellationToken.None)).Count >= KillPoint.DefaultOrders);
            await plans.CreateAsync(planId, ReplaySelection.Where(failed), Actor, Reason, CancellationToken.None);
        }

        await plans.DryRunAsync(planId, Actor, Reason, CancellationToken.None);
        await WaitAsync(async () => await plans.FindAsync(planId, CancellationToken.None) is { State: not ReplayPlanState.DryRun });
        await plans.ApproveAsync(planId, Actor, Reason, CancellationToken.None);
        var end = await plans.RunAsync(planId, Actor, CancellationToken.None);
        return $"planned {end.Plan?.State} by {end.Outcome}";
    }

    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo() && TimeProvider.System.GetElapsedTime(started) < s_limit)
        {
            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
