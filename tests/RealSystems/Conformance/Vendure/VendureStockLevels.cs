using System.Globalization;
using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Each request is for a new variant and a figure that the shop does not have there yet.</summary>
[Collection(SharedVendure.Name)]
public class VendureStockLevels(LiveVendure live) : EffectConformance<PublishInventory>
{
    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => PublishInventory.Operation;

    protected override async Task<EffectRequest<PublishInventory>> NextRequestAsync() => Request(await Shop.AddItemAsync());

    protected override Task<EffectRequest<PublishInventory>?> NextRefusedRequestAsync() => Task.FromResult<EffectRequest<PublishInventory>?>(Request(WiredFixture.Number("NONE")));

    protected override async Task<EffectRequest<PublishInventory>?> NextSimilarRequestAsync(EffectRequest<PublishInventory> request) =>
        Request(await Shop.AddItemAsync(request.Key.DocumentKey + "0"));

    protected override EffectRequest<PublishInventory> Revised(EffectRequest<PublishInventory> request) => Request(request.Key.DocumentKey, 43, revision: 2);

    protected override Task<int> CountEffectsAsync(EffectRequest<PublishInventory> request) => Shop.CountAsync($"""
        SELECT COUNT(*) FROM stock_level s JOIN product_variant v ON v.id = s."productVariantId"
        WHERE v.sku = '{request.Key.DocumentKey}' AND s."stockLocationId" = 1 AND s."stockOnHand" = {Wanted(request).ToString(CultureInfo.InvariantCulture)}
        """);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<PublishInventory> request) =>
        [new StoredValue("/positions/0/buckets/onHand", Wanted(request), await Shop.Desk.StockAsync(request.Key.DocumentKey))];

    private static decimal Wanted(EffectRequest<PublishInventory> request) => request.Command.Document.Positions[0].Buckets.OnHand!.Value;

    private static EffectRequest<PublishInventory> Request(string sku, decimal onHand = 42, int revision = 1) =>
        Requests.To(ShopDocuments.Stock((sku, "WH", onHand)), PublishInventory.Operation, sku, revision);
}
