using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Orders to a live ERP.</summary>
public abstract class ErpOrders : EffectConformance<SubmitOrder>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => SubmitOrder.Operation;

    protected override Task<EffectRequest<SubmitOrder>> NextRequestAsync() => Task.FromResult(Request(WiredFixture.Number("CO")));

    protected override Task<EffectRequest<SubmitOrder>?> NextRefusedRequestAsync() =>
        Task.FromResult<EffectRequest<SubmitOrder>?>(Request(WiredFixture.Number("CO"), sku: "NO-SUCH"));

    protected override Task<EffectRequest<SubmitOrder>?> NextSimilarRequestAsync(EffectRequest<SubmitOrder> request) =>
        Task.FromResult<EffectRequest<SubmitOrder>?>(Request(request.Key.DocumentKey + "0"));

    protected override EffectRequest<SubmitOrder> Revised(EffectRequest<SubmitOrder> request) => Request(request.Key.DocumentKey, quantity: 1.12m, revision: 2);

    /// <summary>Sales that are not confirmed are no orders yet; beside one that is, or for an order that was refused, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<SubmitOrder> request)
    {
        var isRefused = request.Command.Document.Lines[0].Item!.SellerItemId != ErpDocuments.Sku;
        var (isConfirmed, from) = Sales(request.Key.DocumentKey);
        return Erp.CountAsync($"SELECT CASE WHEN {(isRefused ? 1 : 0)} = 1 OR SUM(CASE WHEN {isConfirmed} THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END FROM {from}");
    }

    /// <summary>The sales of an order: the SQL that says which are confirmed, and where they are.</summary>
    private protected abstract (string IsConfirmed, string From) Sales(string order);

    private static EffectRequest<SubmitOrder> Request(string number, decimal quantity = ErpDocuments.Quantity, string sku = ErpDocuments.Sku, int revision = 1) =>
        ErpDocuments.Request(ErpDocuments.Order(number, quantity, sku), SubmitOrder.Operation, number, revision);
}
