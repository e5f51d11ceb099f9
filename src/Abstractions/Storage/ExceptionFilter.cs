namespace Crossdock.Storage;

/// <summary>Selects exceptions, and work that is held on purpose.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="States">States to list; a subset of Rejected, Parked, DeadLettered and Held.</param>
/// <param name="AfterId">Only ids above this one: the last id of the page before.</param>
/// <param name="MaxItems">Page size, 1 to 1000.</param>
public sealed record ExceptionFilter(string Tenant, IReadOnlyCollection<WorkState> States, long AfterId = 0, int MaxItems = 100);
