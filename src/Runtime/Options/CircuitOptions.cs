namespace Crossdock;

/// <summary>
/// When a connection is left alone after failures in a row; configuration path <c>Crossdock:Circuit</c>. Transient, throttled and authentication failures and unknown
/// outcomes count; a refused document does not.
/// </summary>
public sealed class CircuitOptions
{
    /// <summary>Failures in a row that open the circuit; 0 never opens it. At most 1000.</summary>
    public int Failures { get; set; } = 10;

    /// <summary>Upper bound of the first break; it doubles with each trial that fails. A break lasts between half of its bound and the bound.</summary>
    public TimeSpan FirstBreak { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Upper bound of every break: how late the end of an outage may be noticed.</summary>
    public TimeSpan MaxBreak { get; set; } = TimeSpan.FromMinutes(2);
}
