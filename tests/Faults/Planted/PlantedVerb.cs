using System.Diagnostics;
using Crossdock.Faults.Simulation;

namespace Crossdock.Faults.Planted;

/// <summary><c>--planted [PART OF A NAME]</c>: plants each bug and prints on which seed and by which invariant it is caught, then that the same seeds are clean without.</summary>
internal static class PlantedVerb
{
    public static Task<int> RunAsync(string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var bugs = PlantedBugs.All.Where(bug => arguments.Length == 0 || bug.Name.Contains(arguments[0], StringComparison.OrdinalIgnoreCase)).ToList();
        var caught = 0;
        foreach (var bug in bugs)
        {
            var result = bug.Catch();
            caught += result is null ? 0 : 1;
            Console.WriteLine(result is null ? $"MISSED  {bug.Name}" : $"caught  {bug.Name}: seed {result.Seed}, {result.Violations[0]}");
        }

        var clean = SimulateVerb.Simulate(PlantedBug.MaxSeeds, from: 1, Console.WriteLine);
        Console.WriteLine($"without a bug: {clean}");
        Console.WriteLine(FormattableString.Invariant($"{caught}/{bugs.Count} caught in {clock.Elapsed.TotalSeconds:0.0} s"));
        return Task.FromResult(caught == bugs.Count && clean.Violating.Count == 0 ? 0 : 1);
    }
}
