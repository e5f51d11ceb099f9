using System.Collections.Concurrent;
using System.Globalization;

namespace Crossdock.Faults.Processes;

/// <summary>Kill points times seeds, several processes at a time.</summary>
/// <param name="folder">Where stores and journals are made.</param>
/// <param name="store">Kind of store, one of <see cref="StoreKinds"/>.</param>
/// <param name="parallel">Chains at a time; they mostly wait.</param>
internal sealed class KillMatrix(string folder, string store, int parallel)
{
    /// <summary>A chain of this many kills shares a store and its remotes.</summary>
    public const int ChainLength = 10;

    /// <param name="points">Where to kill.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="told">Told of each chain that is done.</param>
    /// <param name="done">Chains that need not be run again, as they were told of earlier.</param>
    /// <param name="enough">Cancelled when no more chains shall begin.</param>
    public async Task<IReadOnlyList<KillResult>> RunAsync(
        IReadOnlyList<KillPoint> points, int firstSeed, int seeds, Action<KillResult> told, IReadOnlyList<KillResult>? done = null, CancellationToken enough = default)
    {
        var results = new ConcurrentBag<KillResult>(done ?? []);
        var known = results.Select(result => (result.Point.Name, result.FirstSeed)).ToHashSet();
        var chains = Enumerable.Range(firstSeed, seeds).Chunk(ChainLength)
            .SelectMany(chunk => points.Select(point => (Point: point, Seeds: chunk)))
            .Where(chain => !known.Contains((chain.Point.Name, chain.Seeds[0])));
        await Parallel.ForEachAsync(chains, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (chain, _) =>
        {
            if (enough.IsCancellationRequested)
            {
                return;
            }

            var result = await RunChainAsync([.. chain.Seeds.Select(seed => (chain.Point, seed))]);
            results.Add(result);
            told(result);
        });
        return Sum(points, [.. results]);
    }

    /// <summary>Each point once, different ones in turn on the same store, which takes half the processes of a chain per point.</summary>
    /// <param name="points">Where to kill.</param>
    /// <param name="seed">Seed of the first chain; the next has the next.</param>
    /// <param name="told">Told of each chain that is done.</param>
    /// <param name="enough">Cancelled when no more chains shall begin.</param>
    /// <returns>A result per chain.</returns>
    public async Task<IReadOnlyList<KillResult>> RunMixedAsync(IReadOnlyList<KillPoint> points, int seed, Action<KillResult> told, CancellationToken enough)
    {
        var results = new ConcurrentBag<KillResult>();
        var chains = points.Select((point, index) => (point, index)).GroupBy(one => one.index % ((points.Count + ChainLength - 1) / ChainLength), one => one.point);
        await Parallel.ForEachAsync(chains, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = enough }, async (chain, _) =>
        {
            var result = await RunChainAsync([.. chain.Select(point => (point, seed + chain.Key))]); // every other chain has remotes that fail as well
            results.Add(result);
            told(result);
        });
        return [.. results];
    }

    /// <summary>One result per point.</summary>
    public static IReadOnlyList<KillResult> Sum(IReadOnlyList<KillPoint> points, IReadOnlyList<KillResult> results) =>
        [.. points.Select(point => Add(point, results.Where(result => result.Point == point)))];

    public static string Describe(KillResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Point,-36} seeds {result.Seeds,4}  kills {result.Kills,4}  lost {result.Lost}  duplicates {result.Duplicates}  regressions {result.Regressions}  resume {result.WorstResume.TotalSeconds:F1} s{string.Concat(result.Problems.Select(problem => "\n    " + problem))}");

    public static string Summarise(IReadOnlyList<KillResult> results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{results.Count} kill points, {results.Sum(result => result.Kills)} kills: lost {results.Sum(result => result.Lost)}, duplicates {results.Sum(result => result.Duplicates)}, regressions {results.Sum(result => result.Regressions)}, longest resume {results.Max(result => result.WorstResume).TotalSeconds:F1} s");

    private static KillResult Add(KillPoint point, IEnumerable<KillResult> parts) => parts.Aggregate(
        new KillResult(point, 0, 0, 0, 0, 0, 0, TimeSpan.Zero, []),
        (sum, part) => new KillResult(
            point,
            part.FirstSeed,
            sum.Seeds + part.Seeds,
            sum.Kills + part.Kills,
            sum.Lost + part.Lost,
            sum.Duplicates + part.Duplicates,
            sum.Regressions + part.Regressions,
            part.WorstResume > sum.WorstResume ? part.WorstResume : sum.WorstResume,
            [.. sum.Problems, .. part.Problems]));

    private async Task<KillResult> RunChainAsync(IReadOnlyList<(KillPoint Point, int Seed)> deaths)
    {
        var (point, seed) = deaths[0];
        var own = Path.Combine(folder, $"{store}-{point.Name}-{seed.ToString(CultureInfo.InvariantCulture)}");
        var made = "";
        try
        {
            if (Directory.Exists(own))
            {
                Directory.Delete(own, recursive: true); // of a run that was ended
            }

            Directory.CreateDirectory(own);
            made = await StoreKinds.MakeAsync(store, own);
            return await new KillChain(made, own).RunAsync(deaths);
        }
        catch (Exception exception)
        {
            return new KillResult(point, seed, deaths.Count, 0, 0, 0, 0, TimeSpan.Zero, [$"seed {seed}, {point}: {exception}"]);
        }
        finally
        {
            await StoreKinds.DropAsync(made);
            Directory.Delete(own, recursive: true);
        }
    }
}
