using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Invoices over parts of one large sale.</summary>
public abstract class ErpPostedInvoices : EffectConformance<PostInvoice>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => PostInvoice.Operation;

    protected override async Task<EffectRequest<PostInvoice>> NextRequestAsync() => Request(WiredFixture.Number("CI"), await Erp.SoldAsync());

    protected override async Task<EffectRequest<PostInvoice>?> NextRefusedRequestAsync() => Request(WiredFixture.Number("CI"), await Erp.SoldAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<PostInvoice>?> NextSimilarRequestAsync(EffectRequest<PostInvoice> request) =>
        Request(request.Key.DocumentKey + "0", await Erp.SoldAsync());

    protected override EffectRequest<PostInvoice> Revised(EffectRequest<PostInvoice> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<PostInvoice> request) =>
        await Erp.BookedAsync(request.Command.Document, BookedSql(request.Command.Document.Number));

    /// <summary>The query of quantity, net, tax, and what stands on the customer's account, each above zero.</summary>
    private protected abstract string BookedSql(string number);

    private static EffectRequest<PostInvoice> Request(string number, string order, decimal quantity = ErpDocuments.Quantity, string sku = ErpDocuments.Sku, int revision = 1) =>
        ErpDocuments.Request(ErpDocuments.Invoice(number, order, quantity, sku), PostInvoice.Operation, number, revision);
}
