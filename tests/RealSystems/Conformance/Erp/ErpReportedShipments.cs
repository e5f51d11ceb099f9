using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Whole sales; how a part is taken out of one is tried with fulfilment requests, where it is the same.</summary>
public abstract class ErpReportedShipments : EffectConformance<ReportShipment>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => ReportShipment.Operation;

    protected override async Task<EffectRequest<ReportShipment>> NextRequestAsync() => Request(WiredFixture.Number("CH"), await Erp.SellAsync(ErpDocuments.Quantity));

    protected override async Task<EffectRequest<ReportShipment>?> NextRefusedRequestAsync() => Request(WiredFixture.Number("CH"), await Erp.SellAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<ReportShipment>?> NextSimilarRequestAsync(EffectRequest<ReportShipment> request) =>
        Request(request.Key.DocumentKey + "0", await Erp.SellAsync());

    protected override EffectRequest<ReportShipment> Revised(EffectRequest<ReportShipment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<ReportShipment> request) =>
        [new("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, (await Erp.FiguresAsync(QuantitySql(request)))[0])];

    /// <summary>The query of what has left.</summary>
    private protected abstract string QuantitySql(EffectRequest<ReportShipment> request);

    private static EffectRequest<ReportShipment> Request(string number, string order, decimal quantity = ErpDocuments.Quantity, string sku = ErpDocuments.Sku, int revision = 1) =>
        ErpDocuments.Request(ErpDocuments.Shipment(number, order, quantity, sku), ReportShipment.Operation, number, revision);
}
