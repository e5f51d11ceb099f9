using Crossdock.Canonical;
using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Parts of one order.</summary>
[Collection(SharedMedusa.Name)]
public class MedusaReportedShipments(LiveMedusa live) : EffectConformance<ReportShipment>
{
    private string? _order;

    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => ReportShipment.Operation;

    protected override async Task<EffectRequest<ReportShipment>> NextRequestAsync() => Request(WiredFixture.Number("MS"), await OrderAsync());

    protected override async Task<EffectRequest<ReportShipment>?> NextRefusedRequestAsync() => Request(WiredFixture.Number("MS"), await OrderAsync(), sku: "NONE");

    protected override async Task<EffectRequest<ReportShipment>?> NextSimilarRequestAsync(EffectRequest<ReportShipment> request) => Request(request.Key.DocumentKey + "0", await OrderAsync());

    protected override EffectRequest<ReportShipment> Revised(EffectRequest<ReportShipment> request) => Request(request.Key.DocumentKey, _order!, pieces: 2, revision: 2);

    /// <summary>A fulfilment that is only packed has not left; beside one that has, each counts.</summary>
    protected override async Task<int> CountEffectsAsync(EffectRequest<ReportShipment> request) => (int)await Shop.FigureAsync($"""
        SELECT CASE WHEN COUNT(shipped_at) > 0 THEN COUNT(*) ELSE 0 END
        FROM fulfillment WHERE metadata ->> 'crossdock_shipment' = '{request.Key.DocumentKey}' AND canceled_at IS NULL AND deleted_at IS NULL
        """);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<ReportShipment> request)
    {
        var pieces = await Shop.FigureAsync(
            $"SELECT SUM(i.quantity) FROM fulfillment_item i JOIN fulfillment f ON f.id = i.fulfillment_id WHERE f.metadata ->> 'crossdock_shipment' = '{request.Key.DocumentKey}'");
        return [new StoredValue("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, pieces)];
    }

    private async Task<string> OrderAsync() => _order ??= await Shop.BuyAsync(12);

    private static EffectRequest<ReportShipment> Request(string number, string order, decimal pieces = 1, string sku = MedusaFixture.Sku, int revision = 1) =>
        Requests.To(ShopDocuments.Shipment(number, order, (sku, pieces)), ReportShipment.Operation, number, revision);
}
