using System.Globalization;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>Order, acknowledgement, part shipment, invoice, credit note: each once in Odoo's own tables, whatever is lost on the way.</summary>
[Collection(nameof(LiveOdoo))]
public class OrderToCreditNote(LiveOdoo live)
{
    [Fact]
    public async Task Each_is_there_exactly_once_when_answers_are_lost_and_the_process_restarts_between_all_steps()
    {
        var server = live.System;
        var runs = Erp.Runs(server);
        var before = await SnapshotAsync(server);

        var order = Documents.Order("O2C-SO-1", ("1", "SKU-1001", 5, 10.00m), ("2", "SKU-1003", 2, 99.99m));
        var submitted = await runs.WithLostAnswersAsync(order, "sale.order/load", "sale.order/action_confirm");
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
            "stock.move/write", "stock.picking/action_split_transfer", "ir.model.data/create", "stock.picking/do_unreserve", "stock.picking/action_assign", "stock.picking/button_validate");
        await runs.WithLostAnswersAsync(
            Documents.Invoice("O2C-INV-1", "O2C-SO-1", "O2C-SHP-1", ("1", "SKU-1001", 3, 10.00m)), "account.move/load", "account.move/action_post");
        await runs.WithLostAnswersAsync(Documents.Credit("O2C-CN-1", "O2C-SO-1", ("1", "SKU-1001", 1, 10.00m)), "account.move/load", "account.move/action_post");
        await server.RestartAsync();
        await runs.WithLostAnswersAsync(Documents.Shipment("O2C-SHP-2", "O2C-SO-1", ("1", "SKU-1001", 2), ("2", "SKU-1003", 2)), "stock.picking/button_validate");
        await runs.WithLostAnswersAsync(
            Documents.Invoice("O2C-INV-2", "O2C-SO-1", "O2C-SHP-2", ("1", "SKU-1001", 2, 10.00m), ("2", "SKU-1003", 2, 99.99m)), "account.move/action_post");

        (await server.QueryAsync("SELECT state, delivery_status FROM sale_order WHERE client_order_ref = 'O2C-SO-1'")).ShouldHaveSingleItem().ShouldBe(["sale", "full"]);
        (await server.QueryAsync("SELECT p.state FROM stock_picking p JOIN sale_order s ON s.id = p.sale_id WHERE s.client_order_ref = 'O2C-SO-1'")).Select(row => row[0]).ShouldBe(["done", "done"]);
        (await server.QueryAsync("SELECT ref, state, move_type FROM account_move WHERE ref LIKE 'O2C-%' ORDER BY ref")).Select(row => string.Join(' ', row))
            .ShouldBe(["O2C-CN-1 posted out_refund", "O2C-INV-1 posted out_invoice", "O2C-INV-2 posted out_invoice"]);

        // 5 and 2 pieces left the warehouse, once each; the books say 249.98 net and 10.00 back, plus tax.
        var after = await SnapshotAsync(server);
        (after.Pieces - before.Pieces).ShouldBe(7);
        (after.Sales - before.Sales).ShouldBe(1);
        (after.Invoices - before.Invoices).ShouldBe(3);
        (after.Receivable - before.Receivable).ShouldBe(36.00m + 263.98m - 12.00m);
    }

    private static async Task<(int Sales, int Invoices, decimal Pieces, decimal Receivable)> SnapshotAsync(OdooServer server)
    {
        var sales = await server.QueryAsync("SELECT COUNT(*) FROM sale_order");
        var invoices = await server.QueryAsync("SELECT COUNT(*) FROM account_move");
        var pieces = await server.QueryAsync(
            "SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m JOIN stock_location l ON l.id = m.location_dest_id WHERE m.state = 'done' AND l.usage = 'customer'");
        var receivable = await server.QueryAsync(
            "SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM account_move_line l JOIN account_account a ON a.id = l.account_id WHERE a.account_type = 'asset_receivable' AND l.parent_state = 'posted'");
        return (
            int.Parse(sales[0][0]!, CultureInfo.InvariantCulture),
            int.Parse(invoices[0][0]!, CultureInfo.InvariantCulture),
            decimal.Parse(pieces[0][0]!, CultureInfo.InvariantCulture),
            decimal.Parse(receivable[0][0]!, CultureInfo.InvariantCulture));
    }
}
