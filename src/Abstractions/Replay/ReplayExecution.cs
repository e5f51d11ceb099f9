namespace Crossdock;

/// <summary>Asks for the next items of an approved plan to be put back to work.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Actor">On whose behalf.</param>
/// <param name="MaxItems">At most this many; 1 to 1000.</param>
/// <param name="Now">The caller's clock.</param>
public sealed record ReplayExecution(string Tenant, string PlanId, string Actor, int MaxItems, DateTimeOffset Now);
