namespace Crossdock;

/// <summary>
/// A quota that differs from what the connector declares; configuration path <c>Crossdock:Connections:NAME:Quota</c>. What is not set stays as declared.
/// </summary>
public sealed class QuotaOptions
{
    /// <summary>Points in a full bucket: what may be done at once. 1 to 1,000,000.</summary>
    public int? Capacity { get; set; }

    /// <summary>Points that come back per <see cref="Per"/>. 1 to 1,000,000.</summary>
    public int? Refill { get; set; }

    /// <summary>The time in which <see cref="Refill"/> points come back; a second when the connector declares no quota. At most a day.</summary>
    public TimeSpan? Per { get; set; }
}
