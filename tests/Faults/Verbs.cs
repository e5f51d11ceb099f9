using Crossdock.Faults.Processes;
using Crossdock.Faults.Soak;

namespace Crossdock.Faults;

/// <summary>What this executable does besides running its tests: long runs for people, and processes that a test starts in order to end them.</summary>
internal static class Verbs
{
    /// <summary>Each verb with what runs it; it gets the arguments behind the verb and returns the exit code.</summary>
    public static IReadOnlyDictionary<string, Func<string[], Task<int>>> All { get; } = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
    {
        ["--planted"] = Planted.PlantedVerb.RunAsync,
        ["--simulate"] = Simulation.SimulateVerb.RunAsync,
        [Life.Verb] = Life.RunAsync,
        [KillCommand.Verb] = KillCommand.RunAsync,
        [SoakRun.Verb] = SoakRun.RunAsync,
    };
}
