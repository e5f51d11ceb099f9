using Crossdock.Faults.Processes;

namespace Crossdock.Faults.Rows;

/// <summary>What came out of one seed of a row.</summary>
/// <param name="Verdict">What the remotes' books say.</param>
/// <param name="Regressions">Levels and versions that went back.</param>
/// <param name="Problems">Anything else that must not be.</param>
internal sealed record SeedResult(Verdict Verdict, IReadOnlyList<string> Regressions, IReadOnlyList<string> Problems)
{
    /// <summary>From a death to the first new work that went on.</summary>
    public TimeSpan? Resume { get; init; }

    /// <summary>From a death until everything was through that had been in flight.</summary>
    public TimeSpan? InFlight { get; init; }

    public IEnumerable<string> Violations => [.. Verdict.All, .. Regressions, .. Problems];
}
