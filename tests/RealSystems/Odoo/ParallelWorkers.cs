using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Odoo;

/// <summary>Eight processes write into one Odoo at once, and every tenth answer is lost after the server committed.</summary>
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
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var errors = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var lost = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async worker =>
        {
            var random = new Random(seed + worker);
            var handler = new LosingHandler(_ =>
            {
                lock (random)
                {
                    return random.Next(10) == 0;
                }
            });
            await using var erp = new Erp(server, options => options.Http.ReadRetries = 5, handler);
            for (var i = 0; i < ordersEach; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"P-{worker}-{i}");
                await erp.UntilDoneAsync(Documents.Order(number, ("1", "SKU-1001", 2, 10.00m), ("2", "SKU-1002", 1, 12.50m)), onError: Count);
                await erp.UntilDoneAsync(Documents.Shipment("S" + number, number, ("1", "SKU-1001", 1)), onError: Count);
                await erp.UntilDoneAsync(Documents.Invoice("I" + number, number, "S" + number, ("1", "SKU-1001", 1, 10.00m)), onError: Count);
            }

            Interlocked.Add(ref lost, handler.Lost);
        }));

        void Count(ConnectorException exception) => errors.AddOrUpdate($"{exception.Kind} {exception.Error.RemoteCode}", 1, (_, count) => count + 1);

        output.WriteLine($"{Workers} x {ordersEach} orders in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {lost} answers lost; what callers saw: {string.Join(", ", errors.Select(pair => $"{pair.Key} {pair.Value}"))}");
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
