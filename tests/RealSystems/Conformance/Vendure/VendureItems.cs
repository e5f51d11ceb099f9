using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Vendure;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedVendure.Name)]
public class VendureItems(LiveVendure live) : ChangeSourceConformance<Item>
{
    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-021"] = "The only code of a variant is its currency, and the shop's API itself answers none but those it knows.",
        ["CDT-SRC-025"] = "The connector writes no items, so none can come back.",
    };

    protected override Task<string> CreateAsync() => Shop.AddItemAsync();

    protected override async Task<IReadOnlyList<string>> CreateTogetherAsync(int count)
    {
        var skus = await base.CreateTogetherAsync(count);
        await StampAsync(await Shop.Desk.OneAsync($"""SELECT "createdAt"::text FROM product_variant WHERE sku = '{skus[^1]}'"""), [.. skus]);
        return skus;
    }

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await Shop.Desk.Api.SendAsync(
            "mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }",
            new JsonObject { ["i"] = new JsonArray(new JsonObject { ["id"] = await VendureShopper.VariantIdAsync(Shop.Desk.Api, documentKey), ["price"] = 1234 }) });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await StampAsync(Shop.LateStamp, sku);
        return sku;
    }

    /// <summary>A variant without a SKU goes by its id, since several would share the empty one.</summary>
    protected override async Task<string?> CreateUnmappableAsync()
    {
        var sku = await CreateAsync();
        return "variant " + (await Shop.Shop.QueryAsync($"UPDATE product_variant SET sku = '' WHERE sku = '{sku}' RETURNING id"))[0][0];
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Item document)
    {
        var price = await Shop.Desk.OneAsync($"""SELECT p.price FROM product_variant_price p JOIN product_variant v ON v.id = p."variantId" WHERE v.sku = '{documentKey}'""");
        return [new StoredValue("/prices/0/price/amount", decimal.Parse(price, CultureInfo.InvariantCulture) / 100, document.Prices[0].Price.Amount.Amount)];
    }

    private async Task StampAsync(string stamp, params string[] skus) => (await Shop.Shop.QueryAsync(
        $"""UPDATE product_variant SET "createdAt" = '{stamp}', "updatedAt" = '{stamp}' WHERE sku IN ({string.Join(", ", skus.Select(sku => $"'{sku}'"))}) RETURNING id""")).Count.ShouldBe(skus.Length);
}
