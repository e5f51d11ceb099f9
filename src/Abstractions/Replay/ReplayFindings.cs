namespace Crossdock;

/// <summary>What a dry run found out about some items.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="DryRun">Number of the dry run; see <see cref="ReplayPlan.DryRun"/>.</param>
/// <param name="Items">The findings; may be empty, which ends the dry run of an empty plan.</param>
/// <param name="Now">The caller's clock.</param>
public sealed record ReplayFindings(string Tenant, string PlanId, int DryRun, IReadOnlyList<ReplayFinding> Items, DateTimeOffset Now);
