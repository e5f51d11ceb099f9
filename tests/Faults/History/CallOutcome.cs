namespace Crossdock.Faults.History;

/// <summary>What the caller was told about one call.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing: the caller died or still waits.</summary>
    Open,

    Applied,

    Rejected,

    /// <summary>An error that promises that nothing happened.</summary>
    Failed,

    /// <summary>A time-out, a reset or an error that leaves it open whether it happened.</summary>
    Unknown,

    Found,

    NotFound,

    CannotTell,
}
