using System.Globalization;

namespace Crossdock.RealSystems.Odoo;

/// <summary>Eight processes write into one Odoo at once: every tenth answer is lost after the server committed, and processes die in the middle of calls.</summary>
[Collection(nameof(LiveOdoo))]
public class ParallelWorkers(LiveOdoo live, ITestOutputHelper output)
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
        var expected = (Workers * ordersEach).ToString(CultureInfo.InvariantCulture);
        await CountAsync("SELECT COUNT(DISTINCT client_order_ref), COUNT(*) FROM sale_order WHERE state = 'sale'", expected, expected);
        await CountAsync("SELECT COUNT(*), COUNT(*) FROM sale_order", expected, expected);
        await CountAsync("SELECT COUNT(DISTINCT sale_id), COUNT(*) FROM stock_picking WHERE state = 'done'", expected, expected);
        await CountAsync("SELECT COUNT(DISTINCT sale_id), COUNT(*) FROM stock_picking WHERE state <> 'done'", expected, expected);
        await CountAsync("SELECT COUNT(DISTINCT ref), COUNT(*) FROM account_move WHERE state = 'posted' AND move_type = 'out_invoice'", expected, expected);
        await CountAsync("SELECT COUNT(*), ROUND(SUM(amount_total), 2) FROM account_move", expected, (Workers * ordersEach * 12.00m).ToString(CultureInfo.InvariantCulture));
        (await server.QueryAsync(
            "SELECT ROUND(SUM(m.quantity)) FROM stock_move m JOIN stock_location l ON l.id = m.location_dest_id WHERE m.state = 'done' AND l.usage = 'customer'"))[0][0].ShouldBe(expected);

        async Task CountAsync(string sql, string first, string second) => (await server.QueryAsync(sql))[0].ShouldBe([first, second], sql);
    }
}
