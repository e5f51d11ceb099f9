using System.Diagnostics;
using System.Globalization;

namespace Crossdock.Benchmarks.Summary;

/// <summary>
/// Runs candidates in turns, round after round, so that whatever else the machine does hits all of them alike. Ratios are taken
/// within a round; the median of the rounds counts. On Linux it is processor time that counts, collections included.
/// </summary>
public sealed class Race
{
    private const int Rounds = 31;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(12);

    private readonly Dictionary<string, double[]> _nanoseconds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);

    private Race()
    {
    }

    /// <summary>Warms every candidate up, then lets them run in turns.</summary>
    public static Race Run(params Candidate[] candidates)
    {
        var race = new Race();
        var counts = candidates.Select(WarmUp).ToArray();
        foreach (var candidate in candidates)
        {
            race._nanoseconds[candidate.Name] = new double[Rounds];
            race._bytes[candidate.Name] = Allocated(candidate);
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                // Another candidate starts each round, so that none always follows the same one.
                var turn = (i + round) % candidates.Length;
                race._nanoseconds[candidates[turn].Name][round] = Time(candidates[turn], counts[turn]);
            }
        }

        return race;
    }

    /// <summary>The ratio of two candidates as a figure.</summary>
    public Figure Compare(string name, string ours, string peer, Goal? goal = null)
    {
        var ratios = _nanoseconds[ours].Zip(_nanoseconds[peer], (a, b) => a / b).Order().ToArray();
        return new Figure(name, Describe(ours), $"{Describe(peer)} {peer}", ratios[ratios.Length / 2], ratios[0], ratios[^1], goal);
    }

    private string Describe(string candidate) => string.Create(
        CultureInfo.InvariantCulture, $"{_nanoseconds[candidate].Order().ElementAt(Rounds / 2):N0} ns {_bytes[candidate]:N0} B");

    /// <summary>Runs until the just-in-time compiler has done all it will do.</summary>
    /// <returns>How often to run in one turn.</returns>
    private static int WarmUp(Candidate candidate)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < s_warmUp)
        {
            candidate.Work();
            count++;
        }

        return Math.Max(1, (int)(count * (s_turn / watch.Elapsed)));
    }

    private static long Allocated(Candidate candidate)
    {
        const int Count = 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            candidate.Work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
    }

    private static double Time(Candidate candidate, int count)
    {
        var work = candidate.Work;
        var start = Now();
        for (var i = 0; i < count; i++)
        {
            work();
        }

        return (Now() - start).TotalNanoseconds / count;
    }

    /// <summary>The time this process has used, where it is known finely enough, so that other work on the machine does not count; else the clock.</summary>
    private static TimeSpan Now() => OperatingSystem.IsLinux() ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);
}
