using System.Globalization;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

[Collection(nameof(SqliteTryton))]
public class SqliteOrderToCreditNote(SqliteTryton live) : OrderToCreditNote<SqliteTryton>(live);

[Collection(nameof(PostgreSqlTryton))]
public class PostgreSqlOrderToCreditNote(PostgreSqlTryton live) : OrderToCreditNote<PostgreSqlTryton>(live);

/// <summary>Order, acknowledgement, part shipment, invoice, credit note: each once in Tryton's own tables, whatever is lost on the way.</summary>
public abstract class OrderToCreditNote<TLive>(TLive live)
    where TLive : LiveSystem<TrytonServer>
{
    [Fact]
    public async Task Each_is_there_exactly_once_when_answers_are_lost_and_the_process_restarts_between_all_steps()
    {
        var server = live.System;
        var runs = Erp.Runs(server);
        var before = await SnapshotAsync(server);

        var order = Documents.Order("O2C-SO-1", ("1", "SKU-1001", 5, 10.00m), ("2", "SKU-1003", 2, 99.99m));
        var submitted = await runs.WithLostAnswersAsync(order, "model.sale.sale.create", "model.sale.sale.quote", "model.sale.sale.confirm");
        submitted.Outcome.ShouldNotBe(EffectOutcome.Rejected);

        // The acknowledgement comes with the answer to a repeat as well.
        await using (var restarted = new Erp(server))
        {
            var again = await restarted.DoAsync(order);
            again.Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
            again.Acknowledgement!.Number.ShouldBe(submitted.Remote!.DisplayNumber);
            again.Acknowledgement.Lines.Select(line => line.OrderLineId).ShouldBe(["1", "2"]);
            again.Acknowledgement.Totals!.PayableAmount.Amount.ShouldBe(order.Document.Totals!.PayableAmount.Amount);
        }

        await runs.WithLostAnswersAsync(
            Documents.Shipment("O2C-SHP-1", "O2C-SO-1", ("1", "SKU-1001", 3)),
            "model.stock.shipment.out.draft", "wizard.stock.move.split.execute", "wizard.stock.shipment.split.execute", "model.stock.shipment.out.write",
            "model.stock.shipment.out.assign_try", "model.stock.shipment.out.pick", "model.stock.shipment.out.pack", "model.stock.shipment.out.done");
        await runs.WithLostAnswersAsync(
            Documents.Invoice("O2C-INV-1", "O2C-SO-1", "O2C-SHP-1", ("1", "SKU-1001", 3, 10.00m)), "model.account.invoice.create", "model.account.invoice.validate_invoice", "model.account.invoice.post");
        await runs.WithLostAnswersAsync(
            Documents.Credit("O2C-CN-1", "O2C-SO-1", ("1", "SKU-1001", 1, 10.00m)), "model.account.invoice.create", "model.account.invoice.post");
        await server.RestartAsync();
        await runs.WithLostAnswersAsync(Documents.Shipment("O2C-SHP-2", "O2C-SO-1", ("1", "SKU-1001", 2), ("2", "SKU-1003", 2)), "model.stock.shipment.out.done");
        await runs.WithLostAnswersAsync(
            Documents.Invoice("O2C-INV-2", "O2C-SO-1", "O2C-SHP-2", ("1", "SKU-1001", 2, 10.00m), ("2", "SKU-1003", 2, 99.99m)), "model.account.invoice.post");

        (await server.QueryAsync("SELECT state, total_amount_cache FROM sale_sale WHERE web_id = 'crossdock:acme/O2C-SO-1'")).Select(row => row[0]).ShouldBe(["processing"]);
        (await server.QueryAsync("SELECT reference, state FROM stock_shipment_out WHERE reference LIKE 'O2C-SHP-%' ORDER BY reference")).Select(row => $"{row[0]} {row[1]}").ShouldBe(["O2C-SHP-1 done", "O2C-SHP-2 done"]);
        (await server.QueryAsync("SELECT reference, state FROM account_invoice WHERE reference LIKE 'O2C-%' ORDER BY reference, id")).Select(row => $"{row[0]} {row[1]}")
            .ShouldBe(["O2C-CN-1 posted", "O2C-INV-1 posted", "O2C-INV-2 posted"]);

        // 5 and 2 pieces left the warehouse, once each; the books say 269.98 net and 10.00 back, plus tax.
        var after = await SnapshotAsync(server);
        (after.Pieces - before.Pieces).ShouldBe(7);
        (after.Sales - before.Sales).ShouldBe(1);
        (after.Invoices - before.Invoices).ShouldBe(3);
        (after.Receivable - before.Receivable).ShouldBe((30.00m + 219.98m - 10.00m) * 1.2m, 0.02m);
    }

    private static async Task<(int Sales, int Invoices, decimal Pieces, decimal Receivable)> SnapshotAsync(TrytonServer server)
    {
        var sales = await server.QueryAsync("SELECT COUNT(*) FROM sale_sale");
        var invoices = await server.QueryAsync("SELECT COUNT(*) FROM account_invoice");
        var pieces = await server.QueryAsync(
            "SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m JOIN stock_location l ON l.id = m.to_location WHERE m.state = 'done' AND l.type = 'customer'");
        var receivable = await server.QueryAsync(
            "SELECT l.debit, l.credit FROM account_move_line l JOIN account_account a ON a.id = l.account JOIN account_account_type t ON t.id = a.type WHERE t.receivable");
        return (
            int.Parse(sales[0][0]!, CultureInfo.InvariantCulture),
            int.Parse(invoices[0][0]!, CultureInfo.InvariantCulture),
            decimal.Parse(pieces[0][0]!, CultureInfo.InvariantCulture),
            receivable.Sum(row => decimal.Parse(row[0]!, CultureInfo.InvariantCulture) - decimal.Parse(row[1]!, CultureInfo.InvariantCulture)));
    }
}
