namespace Crossdock.Faults.Processes;

/// <summary>What came out of one kill point.</summary>
/// <param name="Point">The point.</param>
/// <param name="FirstSeed">The first seed.</param>
/// <param name="Seeds">Seeds asked for.</param>
/// <param name="Kills">Processes that died there.</param>
/// <param name="Lost">Documents that were missing in the end.</param>
/// <param name="Duplicates">Documents too many, or of another amount.</param>
/// <param name="Regressions">Levels that went back.</param>
/// <param name="WorstResume">Longest time from a restart to the first new progress.</param>
/// <param name="Problems">One line each.</param>
internal sealed record KillResult(
    KillPoint Point, int FirstSeed, int Seeds, int Kills, int Lost, int Duplicates, int Regressions, TimeSpan WorstResume, IReadOnlyList<string> Problems);
