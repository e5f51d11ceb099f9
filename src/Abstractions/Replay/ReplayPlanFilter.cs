namespace Crossdock;

/// <summary>Selects replay plans.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="States">States to list; all when empty.</param>
/// <param name="MaxItems">At most this many, newest first; 1 to 1000.</param>
public sealed record ReplayPlanFilter(string Tenant, IReadOnlyCollection<ReplayPlanState> States, int MaxItems = 100);
