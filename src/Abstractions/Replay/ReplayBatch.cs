namespace Crossdock;

/// <summary>What one step of executing a plan did.</summary>
/// <param name="Outcome">Done; Unchanged when nothing was left to do; otherwise why nothing was done.</param>
/// <param name="Plan">The plan as it is now; null when there is none.</param>
/// <param name="Replayed">Items put back to work.</param>
/// <param name="Skipped">Items left alone.</param>
public sealed record ReplayBatch(ReplayPlanOutcome Outcome, ReplayPlan? Plan, int Replayed, int Skipped);
