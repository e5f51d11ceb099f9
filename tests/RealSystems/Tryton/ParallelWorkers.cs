using System.Globalization;

namespace Crossdock.RealSystems.Tryton;

/// <summary>Eight processes write into one Tryton on PostgreSQL at once: every tenth answer is lost after the server committed, and processes die in the middle of calls.</summary>
[Collection(nameof(PostgreSqlTryton))]
public class ParallelWorkers(PostgreSqlTryton live, ITestOutputHelper output)
{
    private const int Workers = 8;

    [Fact(Explicit = true)]
    public Task Each_order_shipment_and_invoice_is_there_exactly_once() => RunAsync(ordersEach: 3);

    [Fact(Explicit = true)]
    public Task Each_of_four_hundred_orders_shipments_and_invoices_is_there_exactly_once() => RunAsync(ordersEach: 50);

    private async Task RunAsync(int ordersEach)
    {
        var server = live.System;
        await server.ResetAsync();
        await Erp.Runs(server).InParallelAsync(Workers, ordersEach, output.WriteLine);
        var expected = Workers * ordersEach;
        (await CountsAsync("SELECT web_id, COUNT(*) FROM sale_sale WHERE web_id LIKE 'crossdock:acme/P-%' AND state = 'processing' GROUP BY web_id")).ShouldBe((expected, 1));
        (await CountsAsync("SELECT reference, COUNT(*) FROM stock_shipment_out WHERE reference LIKE 'SP-%' AND state = 'done' GROUP BY reference")).ShouldBe((expected, 1));
        (await CountsAsync("SELECT reference, COUNT(*) FROM account_invoice WHERE reference LIKE 'IP-%' AND state = 'posted' GROUP BY reference")).ShouldBe((expected, 1));
        (await server.QueryAsync("SELECT COUNT(*) FROM sale_sale"))[0][0].ShouldBe(expected.ToString(CultureInfo.InvariantCulture));
        (await server.QueryAsync("SELECT COUNT(*) FROM account_invoice"))[0][0].ShouldBe(expected.ToString(CultureInfo.InvariantCulture));
        (await server.QueryAsync("SELECT COUNT(*) FROM stock_shipment_out"))[0][0].ShouldBe((2 * expected).ToString(CultureInfo.InvariantCulture));
        (await server.QueryAsync(
            "SELECT SUM(m.quantity) FROM stock_move m JOIN stock_location l ON l.id = m.to_location WHERE m.state = 'done' AND l.type = 'customer'"))[0][0].ShouldBe(expected.ToString(CultureInfo.InvariantCulture));

        async Task<(int Keys, int Most)> CountsAsync(string sql)
        {
            var rows = await server.QueryAsync(sql);
            return (rows.Count, rows.Max(row => int.Parse(row[1]!, CultureInfo.InvariantCulture)));
        }
    }
}
