using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Stock of the shop's variants at its one location.</summary>
internal sealed class ShopStock
{
    public const string LocationId = "1";
    public const string LocationName = "Default Stock Location";
    private readonly Dictionary<string, Level> _levels;

    public ShopStock(int onHand, string at) => _levels = FakeCatalogue.Items.ToDictionary(item => item.VariantId, _ => new Level(onHand, 0, at), StringComparer.Ordinal);

    public bool Knows(string variantId) => _levels.ContainsKey(variantId);

    public int OnHand(string variantId) => _levels.GetValueOrDefault(variantId).OnHand;

    public void Set(string variantId, int onHand, string at) => _levels[variantId] = _levels[variantId] with { OnHand = onHand, At = at };

    /// <summary>Reserves, releases or takes units; variants that are not in the catalogue have no stock.</summary>
    public void Move(string variantId, int onHand, int allocated)
    {
        if (_levels.TryGetValue(variantId, out var level))
        {
            _levels[variantId] = level with { OnHand = level.OnHand + onHand, Allocated = level.Allocated + allocated };
        }
    }

    /// <summary>The variant as the shop returns it.</summary>
    public JsonObject Describe(FakeItem item)
    {
        var level = _levels[item.VariantId];
        return new JsonObject
        {
            ["id"] = item.VariantId,
            ["sku"] = item.Sku,
            ["name"] = item.Name,
            ["price"] = item.Price,
            ["priceWithTax"] = (long)VendurePricing.Round(VendurePricing.Gross(item.Price, 20)),
            ["currencyCode"] = "USD",
            ["trackInventory"] = "INHERIT",
            ["outOfStockThreshold"] = 0,
            ["enabled"] = true,
            ["stockOnHand"] = level.OnHand,
            ["stockAllocated"] = level.Allocated,
            ["stockLevels"] = new JsonArray(new JsonObject
            {
                ["id"] = item.VariantId,
                ["stockLocationId"] = LocationId,
                ["stockOnHand"] = level.OnHand,
                ["stockAllocated"] = level.Allocated,
                ["stockLocation"] = DescribeLocation(),
            }),
            ["createdAt"] = level.At,
            ["updatedAt"] = level.At,
            ["product"] = new JsonObject { ["id"] = item.ProductId, ["name"] = item.ProductName },
        };
    }

    public static JsonObject DescribeLocation() => new() { ["id"] = LocationId, ["name"] = LocationName };

    private readonly record struct Level(int OnHand, int Allocated, string At);
}
