using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonPostedCreditNotes(SqliteTryton live) : EffectConformance<PostCreditNote>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonSales Sales => field ??= new TrytonSales(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => PostCreditNote.Operation;

    protected override async Task<EffectRequest<PostCreditNote>> NextRequestAsync() => Request(TrytonFixture.Number("CC"), await Sales.InvoicedAsync());

    protected override async Task<EffectRequest<PostCreditNote>?> NextRefusedRequestAsync() => Request(TrytonFixture.Number("CC"), await Sales.InvoicedAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<PostCreditNote>?> NextSimilarRequestAsync(EffectRequest<PostCreditNote> request) =>
        Request(request.Key.DocumentKey + "0", await Sales.InvoicedAsync());

    protected override EffectRequest<PostCreditNote> Revised(EffectRequest<PostCreditNote> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    /// <summary>What is not posted is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<PostCreditNote> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN state IN ('posted', 'paid') THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_invoice WHERE reference = '{request.Command.Document.Number}' AND state <> 'cancelled'
        """);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<PostCreditNote> request)
    {
        var document = request.Command.Document;
        var booked = await Erp.FiguresAsync($"""
            SELECT l.quantity, t.base, t.amount, r.credit FROM account_invoice i JOIN account_invoice_line l ON l.invoice = i.id
            JOIN account_invoice_tax t ON t.invoice = i.id JOIN account_move_line r ON r.move = i.move AND r.account = i.account WHERE i.reference = '{document.Number}'
            """);
        return
        [
            new("/lines/0/quantity/value", document.Lines[0].Quantity.Value, -booked[0]),
            new("/totals/taxExclusiveAmount", document.Totals.TaxExclusiveAmount!.Value.Amount, -booked[1]),
            new("/totals/taxAmount", document.Totals.TaxAmount!.Value.Amount, -booked[2]),
            new("/totals/taxInclusiveAmount", document.Totals.TaxInclusiveAmount!.Value.Amount, booked[3]),
        ];
    }

    private static EffectRequest<PostCreditNote> Request(string number, string order, decimal quantity = TrytonDocuments.Quantity, string sku = TrytonDocuments.Sku, int revision = 1) =>
        TrytonDocuments.Request(TrytonDocuments.Credit(number, order, quantity, sku), PostCreditNote.Operation, number, revision);
}
