namespace Crossdock.TestKit.Faults;

/// <summary>How a <see cref="FaultProxy"/> disturbs what passes through it, beyond the faults it is ordered to make.</summary>
public sealed record FaultProxyOptions
{
    /// <summary>Share of exchanges that are disturbed, 0 to 1.</summary>
    public double Rate { get; init; }

    /// <summary>Seed of every decision: exchange n of a proxy is always treated alike.</summary>
    public long Seed { get; init; }

    /// <summary>Kinds to choose from. <see cref="ProxyFaultKind.Replace"/> is only made to order.</summary>
    public ProxyFaultKind Kinds { get; init; } = ProxyFaultKind.ResetBeforeRequest | ProxyFaultKind.ResetMidRequest | ProxyFaultKind.ResetBeforeAnswer
        | ProxyFaultKind.ResetAfterHead | ProxyFaultKind.ResetMidAnswer | ProxyFaultKind.Delay;

    /// <summary>Between two bytes of a drip, or before a delayed answer. Default 50 ms.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Loopback port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of drips and delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Rate is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"FaultProxyOptions.Rate must be between 0 and 1, not {Rate}.");
        }

        if (Pace < TimeSpan.Zero || Port is < 0 or > 65535)
        {
            throw new ArgumentException($"FaultProxyOptions.Pace must not be negative, and Port 0 to 65535, not {Port}.");
        }
    }
}
