using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Credit notes over parts of one large invoice.</summary>
public abstract class ErpPostedCreditNotes : EffectConformance<PostCreditNote>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => PostCreditNote.Operation;

    protected override async Task<EffectRequest<PostCreditNote>> NextRequestAsync() => Request(WiredFixture.Number("CC"), await Erp.InvoicedAsync());

    protected override async Task<EffectRequest<PostCreditNote>?> NextRefusedRequestAsync() => Request(WiredFixture.Number("CC"), await Erp.InvoicedAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<PostCreditNote>?> NextSimilarRequestAsync(EffectRequest<PostCreditNote> request) =>
        Request(request.Key.DocumentKey + "0", await Erp.InvoicedAsync());

    protected override EffectRequest<PostCreditNote> Revised(EffectRequest<PostCreditNote> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<PostCreditNote> request) =>
        await Erp.BookedAsync(request.Command.Document, BookedSql(request.Command.Document.Number));

    /// <summary>The query of quantity, net, tax, and what stands on the customer's account, each above zero.</summary>
    private protected abstract string BookedSql(string number);

    private static EffectRequest<PostCreditNote> Request(string number, string order, decimal quantity = ErpDocuments.Quantity, string sku = ErpDocuments.Sku, int revision = 1) =>
        ErpDocuments.Request(ErpDocuments.Credit(number, order, quantity, sku), PostCreditNote.Operation, number, revision);
}
