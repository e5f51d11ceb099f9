namespace Crossdock;

/// <summary>A change of a replay plan by a person.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Now">The caller's clock.</param>
public sealed record ReplayPlanChange(string Tenant, string PlanId, ReplayPlanAction Action, string Actor, string Reason, DateTimeOffset Now);
