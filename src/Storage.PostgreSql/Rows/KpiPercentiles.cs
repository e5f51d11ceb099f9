using System.Runtime.InteropServices;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Percentiles of KPI samples.</summary>
internal static class KpiPercentiles
{
    /// <summary>One summary for each instrument and connection.</summary>
    /// <param name="samples">Sorted by instrument, connection and value.</param>
    public static IReadOnlyList<KpiSummary> Summarise(IEnumerable<(string Instrument, string Connection, double Value)> samples)
    {
        var summaries = new List<KpiSummary>();
        foreach (var group in samples.GroupBy(sample => (sample.Instrument, sample.Connection), sample => sample.Value))
        {
            var values = group.ToList();
            summaries.Add(new KpiSummary(
                group.Key.Instrument, group.Key.Connection, values.Count, Rank(values, 50), Rank(values, 95), Rank(values, 99), values[^1]));
        }

        return summaries;
    }

    // Nearest rank: the smallest value that at least this share of the values does not exceed.
    private static double Rank(List<double> sorted, int percent) =>
        CollectionsMarshal.AsSpan(sorted)[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}
