using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooPostedInvoices(LiveOdoo live) : ErpPostedInvoices
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    /// <summary>What is not posted is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<PostInvoice> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN state = 'posted' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_move WHERE ref = '{request.Command.Document.Number}' AND move_type = 'out_invoice' AND state <> 'cancel'
        """);

    private protected override string BookedSql(string number) => $"""
        SELECT l.quantity, i.amount_untaxed, i.amount_tax, r.debit FROM account_move i JOIN account_move_line l ON l.move_id = i.id AND l.display_type = 'product'
        JOIN account_move_line r ON r.move_id = i.id AND r.display_type = 'payment_term' WHERE i.ref = '{number}' AND i.move_type = 'out_invoice'
        """;
}
