using System.Globalization;
using System.Text.Json;

namespace Crossdock.Faults.Processes;

/// <summary>
/// The long run: <c>kills [--store SQLite|PostgreSQL] [--seeds N] [--points TEXT] [--parallel N] [--folder DIR]</c>. Prints a line per kill point. What is
/// done is noted in the folder's <c>progress-STORE.jsonl</c>, so that the same command goes on where it was ended.
/// </summary>
internal static class KillCommand
{
    public const string Verb = "kills";

    public static async Task<int> RunAsync(string[] args)
    {
        var store = Text(args, "--store", StoreKinds.Sqlite);
        var part = Text(args, "--points", "");
        var folder = Directory.CreateDirectory(Text(args, "--folder", Path.Combine(Path.GetTempPath(), "crossdock-kills"))).FullName;
        var progress = Path.Combine(folder, $"progress-{store}.jsonl");
        var points = KillPoint.All.Where(point => point.Name.Contains(part, StringComparison.Ordinal)).ToList();
        var results = await new KillMatrix(folder, store, Number(args, "--parallel", 4)).RunAsync(
            points,
            Number(args, "--first-seed", 1),
            Number(args, "--seeds", 200),
            result =>
            {
                lock (progress)
                {
                    File.AppendAllText(progress, JsonSerializer.Serialize(new Line(result)) + "\n");
                    Console.WriteLine(KillMatrix.Describe(result));
                }
            },
            Read(progress, points));
        foreach (var result in results)
        {
            Console.WriteLine(KillMatrix.Describe(result));
        }

        await StoreKinds.StopAsync();
        Console.WriteLine($"{store}: {KillMatrix.Summarise(results)}");
        return results.All(result => result.Problems.Count == 0) ? 0 : 1;
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
    private sealed record Line(string Point, int FirstSeed, int Seeds, int Kills, int Lost, int Duplicates, int Regressions, TimeSpan WorstResume, IReadOnlyList<string> Problems)
    {
        public Line(KillResult result)
            : this(result.Point.Name, result.FirstSeed, result.Seeds, result.Kills, result.Lost, result.Duplicates, result.Regressions, result.WorstResume, result.Problems)
        {
        }

        public KillResult Back(KillPoint point) => new(point, FirstSeed, Seeds, Kills, Lost, Duplicates, Regressions, WorstResume, Problems);
    }
}
