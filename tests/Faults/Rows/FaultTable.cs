using System.Globalization;
using System.Text;
using Crossdock.Faults.Rows;

[assembly: AssemblyFixture(typeof(FaultTable))]

namespace Crossdock.Faults.Rows;

/// <summary>Collects what came out of each row of the fault catalogue; printed and written to <c>faults.md</c> when the tests end.</summary>
public sealed class FaultTable : IAsyncDisposable
{
    private static readonly Lock s_gate = new();
    private static readonly List<RowResult> s_results = [];

    internal static void Add(RowResult result)
    {
        lock (s_gate)
        {
            s_results.Add(result);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Processes.StoreKinds.StopAsync();
        var text = Describe();
        if (text.Length > 0)
        {
            await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "faults.md"), text);
            await Console.Out.WriteLineAsync(text);
        }
    }

    internal static string Describe()
    {
        List<RowResult> results;
        lock (s_gate)
        {
            results = [.. s_results.OrderBy(result => result.Row).ThenBy(result => result.Fault, StringComparer.Ordinal)];
        }

        if (results.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("\n| Row | Fault | Seeds | Lost | Duplicates | Regressions | Other violations | Longest resume | All in flight through |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            var others = Math.Max(0, result.Violations.Count - result.Lost - result.Duplicates - result.Regressions);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {result.Row} | {result.Fault} | {result.Seeds} | {result.Lost} | {result.Duplicates} | {result.Regressions} | {others} | {Seconds(result.WorstResume)} | {Seconds(result.WorstInFlight)} |");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| all | {results.Count} kinds | {results.Sum(result => result.Seeds)} | {results.Sum(result => result.Lost)} | {results.Sum(result => result.Duplicates)} | {results.Sum(result => result.Regressions)} | | | |");
        return text.ToString();
    }

    private static string Seconds(TimeSpan? time) => time is { } some ? some.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s" : "";
}
