using System.Globalization;
using Crossdock.RealSystems.Medusa;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Each request is for a new item and a figure that the shop does not have there yet.</summary>
[Collection(SharedMedusa.Name)]
public class MedusaStockLevels(LiveMedusa live) : EffectConformance<PublishInventory>
{
    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => PublishInventory.Operation;

    protected override async Task<EffectRequest<PublishInventory>> NextRequestAsync() => Request(await Shop.AddItemAsync());

    protected override Task<EffectRequest<PublishInventory>?> NextRefusedRequestAsync() => Task.FromResult<EffectRequest<PublishInventory>?>(Request(WiredFixture.Number("NONE")));

    protected override async Task<EffectRequest<PublishInventory>?> NextSimilarRequestAsync(EffectRequest<PublishInventory> request) =>
        Request(await Shop.AddItemAsync(request.Key.DocumentKey + "0"));

    protected override EffectRequest<PublishInventory> Revised(EffectRequest<PublishInventory> request) => Request(request.Key.DocumentKey, 43.125m, revision: 2);

    protected override async Task<int> CountEffectsAsync(EffectRequest<PublishInventory> request) =>
        (int)await Shop.FigureAsync($"SELECT COUNT(*) {Level(request)} AND l.stocked_quantity = {Wanted(request).ToString(CultureInfo.InvariantCulture)}");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<PublishInventory> request) =>
        [new StoredValue("/positions/0/buckets/onHand", Wanted(request), await Shop.FigureAsync($"SELECT l.stocked_quantity {Level(request)}"))];

    private static string Level(EffectRequest<PublishInventory> request) => $"""
        FROM inventory_level l JOIN inventory_item i ON i.id = l.inventory_item_id JOIN stock_location s ON s.id = l.location_id
        WHERE i.sku = '{request.Key.DocumentKey}' AND s.name = '{MedusaSeed.Location}' AND l.deleted_at IS NULL AND i.deleted_at IS NULL
        """;

    private static decimal Wanted(EffectRequest<PublishInventory> request) => request.Command.Document.Positions[0].Buckets.OnHand!.Value;

    private static EffectRequest<PublishInventory> Request(string sku, decimal onHand = 42.125m, int revision = 1) =>
        Requests.To(ShopDocuments.Stock(sku, MedusaSeed.Location, onHand), PublishInventory.Operation, sku, revision);
}
