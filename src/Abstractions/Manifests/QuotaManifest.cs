namespace Crossdock;

/// <summary>A quota as declared: a bucket of points that fills up at a steady rate.</summary>
/// <param name="Capacity">Points in a full bucket.</param>
/// <param name="Refill">Points that come back per <paramref name="Per"/>.</param>
/// <param name="Per">The time in which <paramref name="Refill"/> points come back.</param>
public sealed record QuotaManifest(int Capacity, int Refill, TimeSpan Per);
