namespace Crossdock;

/// <summary>Selects items of a replay plan. Criteria that are null select all.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="AfterWorkId">Only work ids above this one: the last of the page before.</param>
/// <param name="MaxItems">Page size, 1 to 1000.</param>
public sealed record ReplayItemFilter(string Tenant, string PlanId, long AfterWorkId = 0, int MaxItems = 100)
{
    /// <summary>Only items of this state.</summary>
    public ReplayItemState? State { get; init; }

    /// <summary>Only items that the newest dry run has not asked about.</summary>
    public bool IsUnchecked { get; init; }
}
