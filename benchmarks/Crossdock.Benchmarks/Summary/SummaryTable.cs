using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Crossdock.Benchmarks.Summary;

/// <summary>Prints figures as they are measured.</summary>
public static class SummaryTable
{
    private const string Layout = "{0,-48} {1,-24} {2,-58} {3,6} {4,14} {5,8} {6}";

    /// <summary>Measures and prints everything.</summary>
    public static void Print(IEnumerable<IFigureSource> sources, TextWriter output)
    {
        output.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC");
        output.WriteLine("Medians of interleaved rounds in one process, in processor time where the system counts it finely; the spread is the lowest and highest ratio of a round.");
        foreach (var source in sources)
        {
            output.WriteLine();
            output.WriteLine(source.Title);
            Row(output, "figure", "ours", "peer or limit", "ratio", "spread", "goal", "");
            foreach (var figure in source.Measure())
            {
                Row(output, figure.Name, figure.Ours, figure.Peer, Number(figure.Ratio), $"{Number(figure.Lowest)}..{Number(figure.Highest)}", figure.Goal?.ToString() ?? "-", figure.Goal is null ? "" : figure.Goal.IsMet(figure.Ratio) ? "met" : "NOT MET");
            }
        }
    }

    private static void Row(TextWriter output, params object[] cells) => output.WriteLine(string.Format(CultureInfo.InvariantCulture, Layout, cells).TrimEnd());

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
