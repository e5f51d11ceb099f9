using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonPostedInvoices(SqliteTryton live) : ErpPostedInvoices
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

    /// <summary>What is not posted is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<PostInvoice> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN state IN ('posted', 'paid') THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_invoice WHERE reference = '{request.Command.Document.Number}' AND state <> 'cancelled'
        """);

    private protected override string BookedSql(string number) => $"""
        SELECT l.quantity, t.base, t.amount, r.debit FROM account_invoice i JOIN account_invoice_line l ON l.invoice = i.id
        JOIN account_invoice_tax t ON t.invoice = i.id JOIN account_move_line r ON r.move = i.move AND r.account = i.account WHERE i.reference = '{number}'
        """;
}
