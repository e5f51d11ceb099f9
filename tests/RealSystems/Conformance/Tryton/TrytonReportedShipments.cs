using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Whole sales; how a part is taken out of one is tried with fulfilment requests, where it is the same.</summary>
[Collection(nameof(SqliteTryton))]
public class TrytonReportedShipments(SqliteTryton live) : EffectConformance<ReportShipment>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonSales Sales => field ??= new TrytonSales(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => ReportShipment.Operation;

    protected override async Task<EffectRequest<ReportShipment>> NextRequestAsync() => Request(TrytonFixture.Number("CH"), await Sales.SellAsync(TrytonDocuments.Quantity));

    protected override async Task<EffectRequest<ReportShipment>?> NextRefusedRequestAsync() => Request(TrytonFixture.Number("CH"), await Sales.SellAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<ReportShipment>?> NextSimilarRequestAsync(EffectRequest<ReportShipment> request) =>
        Request(request.Key.DocumentKey + "0", await Sales.SellAsync());

    protected override EffectRequest<ReportShipment> Revised(EffectRequest<ReportShipment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    /// <summary>Shipments that are not done have not left; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<ReportShipment> request) =>
        Erp.CountAsync($"SELECT CASE WHEN SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END FROM stock_shipment_out WHERE reference = '{request.Command.Document.Number}' AND state <> 'cancelled'");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<ReportShipment> request)
    {
        var shipped = await Erp.FiguresAsync($"""
            SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id
            WHERE h.reference = '{request.Command.Document.Number}' AND m.state <> 'cancelled' AND m.origin LIKE 'sale.line,%'
            """);
        return [new StoredValue("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, shipped[0])];
    }

    private static EffectRequest<ReportShipment> Request(string number, string order, decimal quantity = TrytonDocuments.Quantity, string sku = TrytonDocuments.Sku, int revision = 1) =>
        TrytonDocuments.Request(TrytonDocuments.Shipment(number, order, quantity, sku), ReportShipment.Operation, number, revision);
}
