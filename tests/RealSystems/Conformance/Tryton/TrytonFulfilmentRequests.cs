using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonFulfilmentRequests(SqliteTryton live) : EffectConformance<RequestFulfilment>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonSales Sales => field ??= new TrytonSales(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => RequestFulfilment.Operation;

    protected override async Task<EffectRequest<RequestFulfilment>> NextRequestAsync() => Request(TrytonFixture.Number("CR"), await Sales.SellAsync());

    protected override async Task<EffectRequest<RequestFulfilment>?> NextRefusedRequestAsync() => Request(TrytonFixture.Number("CR"), await Sales.SellAsync(), sku: "SKU-1001");

    protected override async Task<EffectRequest<RequestFulfilment>?> NextSimilarRequestAsync(EffectRequest<RequestFulfilment> request) =>
        Request(request.Key.DocumentKey + "0", await Sales.SellAsync());

    protected override EffectRequest<RequestFulfilment> Revised(EffectRequest<RequestFulfilment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, quantity: 3.12m, revision: 2);

    /// <summary>The shipment that was asked for carries the request in its reference.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) =>
        Erp.CountAsync($"SELECT COUNT(*) FROM stock_shipment_out WHERE reference = 'request {request.Command.Document.Number} #{request.Key.Revision}' AND state <> 'cancelled'");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<RequestFulfilment> request)
    {
        var shipped = await Erp.FiguresAsync($"""
            SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id
            WHERE h.reference = 'request {request.Command.Document.Number} #{request.Key.Revision}' AND m.state <> 'cancelled' AND m.origin LIKE 'sale.line,%'
            """);
        return [new StoredValue("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, shipped[0])];
    }

    private static EffectRequest<RequestFulfilment> Request(string number, string order, decimal quantity = TrytonDocuments.Quantity, string sku = TrytonDocuments.Sku, int revision = 1) =>
        TrytonDocuments.Request(TrytonDocuments.Request(number, order, quantity, sku), RequestFulfilment.Operation, number, revision);
}
