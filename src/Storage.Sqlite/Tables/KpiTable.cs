using System.Runtime.InteropServices;
using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>KPI samples and their percentiles.</summary>
internal sealed class KpiTable(Database database)
{
    private readonly Statement _insert = database.Prepare(
        "INSERT INTO kpi_sample (at, instrument, connection, flow, outcome, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public void Insert(KpiSample sample) => _insert
        .Bind(sample.At.UtcTicks).Bind(sample.Instrument).Bind(sample.Connection).Bind(sample.Flow).Bind(sample.Outcome).Bind(sample.Value).Run();

    /// <summary>Summarises samples of <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public static List<KpiSummary> Summarise(Database database, DateTimeOffset from, DateTimeOffset to)
    {
        using var rows = database.Prepare(
            """
            SELECT instrument, connection, value FROM kpi_sample WHERE at >= ?1 AND at < ?2 ORDER BY instrument, connection, value
            """).Bind(from.UtcTicks).Bind(to.UtcTicks).Query();
        var summaries = new List<KpiSummary>();
        var values = new List<double>();
        var group = (Instrument: "", Connection: "");
        while (rows.Read())
        {
            var next = (rows.Text(0), rows.Text(1));
            if (next != group && values.Count > 0)
            {
                summaries.Add(Summarise(group.Instrument, group.Connection, values));
                values.Clear();
            }

            group = next;
            values.Add(rows.Double(2));
        }

        if (values.Count > 0)
        {
            summaries.Add(Summarise(group.Instrument, group.Connection, values));
        }

        return summaries;
    }

    private static KpiSummary Summarise(string instrument, string connection, List<double> sorted)
    {
        return new KpiSummary(instrument, connection, sorted.Count, Rank(50), Rank(95), Rank(99), sorted[^1]);

        // Nearest rank: the smallest value that at least this share of the values does not exceed.
        double Rank(int percent) => CollectionsMarshal.AsSpan(sorted)[(int)(((long)sorted.Count * percent + 99) / 100) - 1];
    }
}
