namespace Crossdock;

/// <summary>How calls to a connection are let through at present, in this process.</summary>
/// <param name="Connection">The connection.</param>
public sealed record ConnectionStatus(string Connection)
{
    /// <summary>When the next trial may go out; null when the circuit is closed and calls go out as usual.</summary>
    public DateTimeOffset? CircuitOpenUntil { get; init; }

    /// <summary>Until when the remote asked to be left alone; null when it did not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Points that are left of the quota; null without a quota.</summary>
    public int? QuotaPoints { get; init; }

    /// <summary>Points of a full quota; null without a quota.</summary>
    public int? QuotaCapacity { get; init; }

    /// <summary>Work that is claimed and not done.</summary>
    public int Claimed { get; init; }
}
