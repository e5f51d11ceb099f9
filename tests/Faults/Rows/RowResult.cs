namespace Crossdock.Faults.Rows;

/// <summary>What came out of one row of the fault catalogue, or of a part of it.</summary>
/// <param name="Row">Number in the fault catalogue.</param>
/// <param name="Fault">What was done, and on what.</param>
internal sealed record RowResult(int Row, string Fault)
{
    /// <summary>Runs, each with a seed of its own.</summary>
    public int Seeds { get; init; }

    public int Lost { get; init; }

    public int Duplicates { get; init; }

    public int Regressions { get; init; }

    /// <summary>Longest time from a death, or from the restart after it, to the first new progress.</summary>
    public TimeSpan? WorstResume { get; init; }

    /// <summary>Longest time from a death until everything was through that had been in flight: what may have been sent waits for the end of a lease.</summary>
    public TimeSpan? WorstInFlight { get; init; }

    /// <summary>What went wrong, one line each, with its seed.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}
