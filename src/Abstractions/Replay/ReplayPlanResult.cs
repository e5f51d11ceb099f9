namespace Crossdock;

/// <summary>The answer to a change of a replay plan.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Plan">The plan as it is now; null when there is none.</param>
public sealed record ReplayPlanResult(ReplayPlanOutcome Outcome, ReplayPlan? Plan)
{
    /// <summary>True when the plan is as asked for, now or already before.</summary>
    public bool IsDone => Outcome is ReplayPlanOutcome.Done or ReplayPlanOutcome.Unchanged;
}
