using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Faults.Simulation;

/// <summary><c>--simulate N [--from SEED] [--story] [--wild-clocks]</c>: runs N seeds on all cores and prints what they showed.</summary>
internal static class SimulateVerb
{
    private const int Chunk = 500;

    public static Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1000;
        var at = Array.IndexOf(arguments, "--from");
        var from = at >= 0 ? ulong.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 1;
        var hasWildClocks = arguments.Contains("--wild-clocks");
        if (arguments.Contains("--story"))
        {
            var told = SimulatedRun.Run(from, isTold: true, hasWildClocks: hasWildClocks);
            Console.WriteLine(told.Story);
            Console.WriteLine(string.Join('\n', told.Violations));
            return Task.FromResult(told.Violations.Count == 0 ? 0 : 1);
        }

        var report = Simulate(count, from, Console.WriteLine, hasWildClocks);
        Console.WriteLine(report);
        return Task.FromResult(report.Violating.Count == 0 ? 0 : 1);
    }

    /// <summary>Runs seeds in parallel, each on one thread; the hash is over their hashes in the order of the seeds.</summary>
    public static SimulationReport Simulate(int count, ulong from, Action<string>? progress = null, bool hasWildClocks = false)
    {
        var clock = Stopwatch.StartNew();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var violating = new List<SimulatedResult>();
        long steps = 0;
        for (var done = 0; done < count; done += Chunk)
        {
            var results = new SimulatedResult[Math.Min(Chunk, count - done)];
            Parallel.For(0, results.Length, index => results[index] = SimulatedRun.Run(from + (ulong)(done + index), hasWildClocks: hasWildClocks));
            foreach (var result in results)
            {
                steps += result.Steps;
                hash.AppendData(Encoding.ASCII.GetBytes(result.Hash));
                if (result.Violations.Count > 0)
                {
                    violating.Add(result);
                    progress?.Invoke($"seed {result.Seed}: {string.Join(" | ", result.Violations)}");
                }
            }

            if ((done / Chunk) % 20 == 19)
            {
                progress?.Invoke($"{done + results.Length} of {count} seeds, {violating.Count} with violations, {clock.Elapsed.TotalSeconds:0} s");
            }
        }

        return new SimulationReport(count, from, violating, steps, clock.Elapsed, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
