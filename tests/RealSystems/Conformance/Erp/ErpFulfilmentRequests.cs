using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Parts of sales that are asked for.</summary>
public abstract class ErpFulfilmentRequests : EffectConformance<RequestFulfilment>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => RequestFulfilment.Operation;

    protected override async Task<EffectRequest<RequestFulfilment>> NextRequestAsync() => Request(WiredFixture.Number("CR"), await Erp.SellAsync());

    protected override async Task<EffectRequest<RequestFulfilment>?> NextRefusedRequestAsync() => Request(WiredFixture.Number("CR"), await Erp.SellAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<RequestFulfilment>?> NextSimilarRequestAsync(EffectRequest<RequestFulfilment> request) =>
        Request(request.Key.DocumentKey + "0", await Erp.SellAsync());

    protected override EffectRequest<RequestFulfilment> Revised(EffectRequest<RequestFulfilment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<RequestFulfilment> request) =>
        [new("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, (await Erp.FiguresAsync(QuantitySql(request)))[0])];

    /// <summary>The query of what is to ship.</summary>
    private protected abstract string QuantitySql(EffectRequest<RequestFulfilment> request);

    private static EffectRequest<RequestFulfilment> Request(string number, string order, decimal quantity = ErpDocuments.Quantity, string sku = ErpDocuments.Sku, int revision = 1) =>
        ErpDocuments.Request(ErpDocuments.Request(number, order, quantity, sku), RequestFulfilment.Operation, number, revision);
}
