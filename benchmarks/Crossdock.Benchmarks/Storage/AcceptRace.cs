using System.Diagnostics;
using System.Globalization;
using Crossdock.Benchmarks.Summary;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;

namespace Crossdock.Benchmarks.Storage;

/// <summary>Durable accept by concurrent callers against the raw batched insert, round by round in turns on stores of the same age.</summary>
internal static class AcceptRace
{
    private const int DocumentBytes = 1024;
    private const int Rounds = 7;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <param name="name">Name of the figure.</param>
    /// <param name="callers">Concurrent callers, each with one input a call; the limit puts as many in a transaction.</param>
    /// <param name="perRound">Inputs a round.</param>
    /// <param name="isRandom">Keys in random order.</param>
    /// <param name="goal">The goal.</param>
    public static Figure Run(string name, int callers, int perRound, bool isRandom, Goal? goal)
    {
        using var folder = new BenchmarkFolder();
        using var raw = new RawInserts(folder.File("raw.db"));
        var rawInputs = new Inputs(DocumentBytes, isRandom);
        var inputs = new Inputs(DocumentBytes, isRandom);
        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = folder.File("store.db") });
        store.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        try
        {
            WarmUp(() => AcceptAll(store, inputs, callers, callers * 8, []), () => raw.Insert(rawInputs, callers));
            var ours = new double[Rounds];
            var theirs = new double[Rounds];
            var latencies = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                theirs[round] = Seconds(() =>
                {
                    for (var done = 0; done < perRound; done += callers)
                    {
                        raw.Insert(rawInputs, callers);
                    }
                });
                ours[round] = Seconds(() => AcceptAll(store, inputs, callers, perRound, latencies));
            }

            latencies.Sort();
            var ratios = theirs.Zip(ours, (a, b) => a / b).Order().ToArray();
            return new Figure(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{perRound / Median(ours):N0}/s"),
                string.Create(CultureInfo.InvariantCulture, $"{perRound / Median(theirs):N0}/s raw; p50 {latencies[latencies.Count / 2]:0.00}, p99 {latencies[latencies.Count * 99 / 100]:0.00} ms"),
                ratios[Rounds / 2],
                ratios[0],
                ratios[^1],
                goal);
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void AcceptAll(SqliteCrossdockStore store, Inputs inputs, int callers, int count, List<double> latencies)
    {
        var perCaller = count / callers;
        var all = Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(store, inputs, perCaller)))).GetAwaiter().GetResult();
        foreach (var one in all)
        {
            latencies.AddRange(one);
        }
    }

    private static async Task<double[]> CallAsync(SqliteCrossdockStore store, Inputs inputs, int count)
    {
        var milliseconds = new double[count];
        for (var n = 0; n < count; n++)
        {
            var start = Stopwatch.GetTimestamp();
            var outcomes = await store.AcceptAsync(new AcceptBatch([inputs.Next()]), CancellationToken.None);
            milliseconds[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (outcomes[0].Disposition != AcceptDisposition.Accepted)
            {
                throw new InvalidOperationException($"An input was {outcomes[0].Disposition}.");
            }
        }

        return milliseconds;
    }

    private static void WarmUp(params Action[] works)
    {
        foreach (var work in works)
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_warmUp;)
            {
                work();
            }
        }
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
