namespace Crossdock.Storage;

/// <summary>Selects groups of exceptions.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="States">States to list; a subset of Rejected, Parked and DeadLettered.</param>
/// <param name="MaxItems">At most this many, the largest first; 1 to 1000.</param>
public sealed record ExceptionGroupFilter(string Tenant, IReadOnlyCollection<WorkState> States, int MaxItems = 100);
