using System.Globalization;
using Crossdock.Canonical;
using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Parts of one large paid order.</summary>
[Collection(SharedVendure.Name)]
public class VendureReportedShipments(LiveVendure live) : EffectConformance<ReportShipment>
{
    private Order? _order;

    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => ReportShipment.Operation;

    protected override async Task<EffectRequest<ReportShipment>> NextRequestAsync() => Request(WiredFixture.Number("VS"), await OrderAsync());

    protected override async Task<EffectRequest<ReportShipment>?> NextRefusedRequestAsync()
    {
        var request = Request(WiredFixture.Number("VS"), await OrderAsync());
        var document = request.Command.Document;
        return request with
        {
            Command = new ReportShipment(document with
            {
                Lines = [document.Lines[0] with { Order = document.Lines[0].Order! with { LineId = "999999" }, Item = new ItemReference { SellerItemId = "NONE" } }],
            }),
        };
    }

    protected override async Task<EffectRequest<ReportShipment>?> NextSimilarRequestAsync(EffectRequest<ReportShipment> request) => Request(request.Key.DocumentKey + "0", await OrderAsync());

    protected override EffectRequest<ReportShipment> Revised(EffectRequest<ReportShipment> request) => Request(request.Key.DocumentKey, _order!, pieces: 2, revision: 2);

    /// <summary>A fulfilment that was not moved on has not left; beside one that has, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<ReportShipment> request) => Shop.CountAsync($"""
        SELECT CASE WHEN COUNT(*) FILTER (WHERE state IN ('Shipped', 'Delivered')) > 0 THEN COUNT(*) ELSE 0 END
        FROM fulfillment WHERE method LIKE '%({request.Key.DocumentKey})' AND state <> 'Cancelled'
        """);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<ReportShipment> request)
    {
        var pieces = await Shop.Desk.OneAsync($"""
            SELECT SUM(r.quantity) FROM order_line_reference r JOIN fulfillment f ON f.id = r."fulfillmentId" WHERE f.method LIKE '%({request.Key.DocumentKey})'
            """);
        return [new StoredValue("/lines/0/quantity/value", request.Command.Document.Lines[0].Quantity.Value, decimal.Parse(pieces, CultureInfo.InvariantCulture))];
    }

    private async Task<Order> OrderAsync() => _order ??= await Shop.ReadAsync((await Shop.BuyAsync(12, isPaid: true)).Code);

    private static EffectRequest<ReportShipment> Request(string number, Order order, decimal pieces = 1, int revision = 1) =>
        Requests.To(ShopDocuments.Shipment(number, order, "T-" + number, ("SKU-1002", pieces)), ReportShipment.Operation, number, revision);
}
