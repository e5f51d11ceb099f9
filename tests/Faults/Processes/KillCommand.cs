using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Faults.Processes;

/// <summary>
/// The long run: <c>kills [--store SQLite|PostgreSQL] [--seeds N] [--points TEXT,TEXT] [--parallel N] [--minutes N] [--folder DIR]</c>; both stores unless one is
/// named, each with that many chains at a time. What is done is noted in the folder's <c>progress-STORE.jsonl</c>, so that the same command goes on where it
/// was ended. Prints a table in the end.
/// </summary>
internal static class KillCommand
{
    public const string Verb = "kills";

    public static async Task<int> RunAsync(string[] args)
    {
        string[] stores = Text(args, "--store", "") is { Length: > 0 } one ? [one] : [.. StoreKinds.All];
        var folder = Directory.CreateDirectory(Text(args, "--folder", Path.Combine(Path.GetTempPath(), "crossdock-kills"))).FullName;
        var named = Text(args, "--points", "").Split(',');
        var points = KillPoint.All.Where(point => named.Any(text => point.Name.Contains(text, StringComparison.Ordinal))).ToList();
        if (points.Count == 0)
        {
            Console.Error.WriteLine($"No kill point has a name with {string.Join(" or ", named)} in it; there are: {string.Join(", ", KillPoint.All)}.");
            return 2;
        }

        var (first, seeds) = (Number(args, "--first-seed", 1), Number(args, "--seeds", 200));
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(Number(args, "--minutes", 24 * 60)), TimeProvider.System);
        try
        {
            // Both stores at once, and all points for a few seeds before the next seeds: a run that is ended early has seen some of everything.
            var parallel = Number(args, "--parallel", 2);
            await Task.WhenAll(stores.Select(store => Task.Run(() =>
            {
                var progress = Progress(folder, store);
                return new KillMatrix(folder, store, parallel).RunAsync(points, first, seeds, result => Note(progress, result), Read(progress, points), enough.Token);
            })));
        }
        finally
        {
            await StoreKinds.StopAsync();
        }

        return stores.Aggregate(0, (code, store) => Print(store, KillMatrix.Sum(points, Read(Progress(folder, store), points)), seeds) ? code : 1);
    }

    private static string Progress(string folder, string store) => Path.Combine(folder, $"progress-{store}.jsonl");

    private static void Note(string progress, KillResult result)
    {
        lock (Console.Out)
        {
            File.AppendAllText(progress, JsonSerializer.Serialize(new Line(result)) + "\n");
            Console.WriteLine(KillMatrix.Describe(result));
        }
    }

    private static bool Print(string store, IReadOnlyList<KillResult> results, int seeds)
    {
        Console.WriteLine($"\n| {store}: killed at | Seeds | Kills | Lost | Duplicates | Regressions | Longest resume |\n|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Point} | {result.Seeds} | {result.Kills} | {result.Lost} | {result.Duplicates} | {result.Regressions} | {result.WorstResume.TotalSeconds:F1} s |"));
        }

        if (results.Count(result => result.Seeds < seeds) is > 0 and var fewer)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{store}: the time was over at {fewer} points before their {seeds} seeds were done."));
        }

        var problems = results.SelectMany(result => result.Problems).ToList();
        Console.WriteLine(string.Join('\n', [$"\n{store}: {KillMatrix.Summarise(results)}", .. problems]));
        return problems.Count == 0;
    }

    private static List<KillResult> Read(string progress, IReadOnlyList<KillPoint> points) => File.Exists(progress)
        ? [.. File.ReadLines(progress).Select(line => JsonSerializer.Deserialize<Line>(line)!)
            .Where(line => points.Any(point => point.Name == line.Point))
            .Select(line => line.Back(points.First(point => point.Name == line.Point)))]
        : [];

    private static int Number(string[] args, string option, int otherwise) =>
        int.Parse(Text(args, option, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private static string Text(string[] args, string option, string otherwise) =>
        Array.IndexOf(args, option) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : otherwise;

    /// <summary>A result as a line of the progress file.</summary>
    [method: JsonConstructor]
    private sealed record Line(string Point, int FirstSeed, int Seeds, int Kills, int Lost, int Duplicates, int Regressions, TimeSpan WorstResume, IReadOnlyList<string> Problems)
    {
        public Line(KillResult result)
            : this(result.Point.Name, result.FirstSeed, result.Seeds, result.Kills, result.Lost, result.Duplicates, result.Regressions, result.WorstResume, result.Problems)
        {
        }

        public KillResult Back(KillPoint point) => new(point, FirstSeed, Seeds, Kills, Lost, Duplicates, Regressions, WorstResume, Problems);
    }
}
