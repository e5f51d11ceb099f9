using System.Globalization;
using Spectre.Console;

namespace Crossdock.OrderToCash;

/// <summary>The final tables.</summary>
internal static class ReportTable
{
    private const int MaxLines = 20;
    private const string InstrumentPrefix = "crossdock.";
    private static readonly string[] s_inSeconds = [".duration", ".lag"];

    /// <summary>Writes the tables and, where something is wrong, what to look at.</summary>
    public static void Write(IAnsiConsole console, RunReport report)
    {
        console.WriteLine();
        console.Write(Counts(report));
        var durations = report.Kpis.Where(kpi => s_inSeconds.Any(end => kpi.Instrument.EndsWith(end, StringComparison.Ordinal))).ToList();
        if (durations.Count > 0)
        {
            console.Write(Kpis(durations));
        }

        if (report.FaultsInjected.Count > 0)
        {
            console.Write(Faults(report));
        }

        // Past the console's layout, which would break lines that somebody wants to search.
        var output = console.Profile.Out.Writer;
        WriteLines(output, "Refused, or waiting for a person:", report.Exceptions);
        WriteLines(output, "Does not balance:", report.Differences);
        output.WriteLine(Verdict(report));
        output.WriteLine($"Store: {report.Store}");
    }

    private static Table Counts(RunReport report)
    {
        var table = New("Order to cash", "Count");
        Row(table, "Orders in", report.Orders);
        Row(table, "ERP orders", report.ErpOrders);
        Row(table, "Shipments (warehouse)", report.Shipments);
        Row(table, "Delivery notes (ERP)", report.ErpShipments);
        Row(table, "Fulfilments (shop)", report.ShopFulfilments);
        Row(table, "Invoices", report.Invoices);
        Row(table, "Payments (ERP)", report.Payments);
        table.AddEmptyRow();
        if (report.CancelledLines is { } cancelled)
        {
            Row(table, "Lines cancelled", cancelled);
        }

        Row(table, "Orders partly refunded", report.Refunded);
        Row(table, "Credit notes", report.CreditNotes);
        Row(table, "Refunds (payment provider)", report.Refunds);
        Row(table, "Refunds (ERP)", report.RefundPayments);
        table.AddEmptyRow();
        Row(table, "Lost", report.Lost);
        Row(table, "Duplicates", report.Duplicates);
        Row(table, "Wrong amounts", report.WrongAmounts);
        if (report.WrongStock is { } wrongStock)
        {
            Row(table, "Wrong stock", wrongStock);
        }

        table.AddEmptyRow();
        Row(table, "Refused (bad input)", report.Refused);
        Row(table, "Rejected by a remote", report.Rejected);
        Row(table, "Parked", report.Parked);
        Row(table, "Dead-lettered", report.DeadLettered);
        table.AddEmptyRow();
        Row(table, "Duplicates prevented", report.DuplicatesPrevented);
        Row(table, "In doubt", report.InDoubt);
        Row(table, "In doubt, resolved", report.InDoubtResolved);
        Row(table, "Retries", report.Retries);
        Row(table, "Effects confirmed", report.EffectsConfirmed);
        table.AddEmptyRow();
        table.AddRow("Seconds", Number(report.Seconds, 1));
        table.AddRow("Orders per second", Number(report.OrdersPerSecond, 1));
        table.AddRow("Effects per second", Number(report.EffectsPerSecond, 1));
        return table;
    }

    private static Table Kpis(IReadOnlyList<KpiSummary> kpis)
    {
        var table = New("KPI (seconds)", "Connection", "Count", "p50", "p95", "Max");
        foreach (var kpi in kpis)
        {
            var name = kpi.Instrument.StartsWith(InstrumentPrefix, StringComparison.Ordinal) ? kpi.Instrument[InstrumentPrefix.Length..] : kpi.Instrument;
            table.AddRow(
                Markup.Escape(name), Markup.Escape(kpi.Connection), kpi.Count.ToString("N0", CultureInfo.InvariantCulture), Number(kpi.P50, 3), Number(kpi.P95, 3), Number(kpi.Max, 3));
        }

        return table;
    }

    private static Table Faults(RunReport report)
    {
        var table = New("Faults injected", "Count");
        foreach (var (kind, count) in report.FaultsInjected.OrderByDescending(entry => entry.Value))
        {
            Row(table, kind, count);
        }

        return table;
    }

    private static string Verdict(RunReport report) => report switch
    {
        { Completed: false } => "NOT COMPLETE: see above what did not end.",
        { Balanced: false } => "NOT BALANCED: the remote ledgers differ from the inputs.",
        { Parked: > 0 } or { DeadLettered: > 0 } => "Balanced. Parked and dead-lettered work waits for a person.",
        _ => "Balanced: each order is exactly once in every system, and the amounts agree.",
    };

    private static void WriteLines(TextWriter output, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine(heading);
        foreach (var line in lines.Take(MaxLines))
        {
            output.WriteLine($"  {line}");
        }

        if (lines.Count > MaxLines)
        {
            output.WriteLine($"  and {lines.Count - MaxLines} more; --json lists all.");
        }
    }

    private static Table New(string first, params ReadOnlySpan<string> others)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(first);
        foreach (var other in others)
        {
            table.AddColumn(new TableColumn(other).RightAligned());
        }

        return table;
    }

    private static void Row(Table table, string name, long count) =>
        table.AddRow(Markup.Escape(name), count.ToString("N0", CultureInfo.InvariantCulture));

    private static string Number(double value, int places) => value.ToString($"N{places}", CultureInfo.InvariantCulture);
}
