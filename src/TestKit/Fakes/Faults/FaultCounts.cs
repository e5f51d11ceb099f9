namespace Crossdock.TestKit.Fakes;

/// <summary>What was injected so far.</summary>
/// <param name="Requests">Requests that could have been faulted.</param>
/// <param name="Total">Faults injected.</param>
/// <param name="ByKind">Faults per kind; a kind that never happened is absent.</param>
/// <param name="ByTarget">Faults per endpoint class; a class that was never hit is absent.</param>
public sealed record FaultCounts(
    long Requests,
    long Total,
    IReadOnlyDictionary<FaultKind, long> ByKind,
    IReadOnlyDictionary<FaultTarget, long> ByTarget);
