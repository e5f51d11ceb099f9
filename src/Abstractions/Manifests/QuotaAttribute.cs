namespace Crossdock;

/// <summary>
/// Declares how much a remote lets one connection do: a bucket of points that fills up at a steady rate. Effects, probes and reads draw their cost
/// from it; a host may set other figures per connection (<c>Crossdock:Connections:NAME:Quota</c>).
/// </summary>
/// <param name="capacity">Points in a full bucket: what may be done at once. 1 or more.</param>
/// <param name="refill">Points that come back per <see cref="Per"/>. 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QuotaAttribute(int capacity, int refill) : Attribute
{
    /// <summary>Points in a full bucket.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Points that come back per <see cref="Per"/>.</summary>
    public int Refill { get; } = refill;

    /// <summary>The time in which <see cref="Refill"/> points come back, <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>.</summary>
    public string Per { get; set; } = "00:00:01";
}
