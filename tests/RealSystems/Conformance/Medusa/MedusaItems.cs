using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedMedusa.Name)]
public class MedusaItems(LiveMedusa live) : ChangeSourceConformance<Item>
{
    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no items, so none can come back.",
    };

    protected override Task<string> CreateAsync() => Shop.AddItemAsync();

    protected override async Task<IReadOnlyList<string>> CreateTogetherAsync(int count)
    {
        var skus = await base.CreateTogetherAsync(count);
        await StampAsync((await Shop.Shop.QueryAsync($"SELECT updated_at::text FROM product_variant WHERE sku = '{skus[^1]}'"))[0][0]!, [.. skus]);
        return skus;
    }

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var row = (await Shop.Shop.QueryAsync($"SELECT id, product_id FROM product_variant WHERE sku = '{documentKey}' AND deleted_at IS NULL"))[0];
        using var desk = Shop.Shop.Administer();
        await desk.PostAsync($"admin/products/{row[1]}/variants/{row[0]}", new JsonObject { ["title"] = "changed" });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await StampAsync(Shop.LateStamp + "+00", sku);
        return sku;
    }

    /// <summary>A variant without a SKU goes by its id.</summary>
    protected override async Task<string?> CreateUnmappableAsync() =>
        (await Shop.Shop.QueryAsync($"UPDATE product_variant SET sku = NULL WHERE sku = '{await CreateAsync()}' RETURNING id"))[0][0];

    /// <summary>A state of a later version of the shop.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync()
    {
        var sku = await CreateAsync();
        await Shop.Shop.QueryAsync("ALTER TABLE product DROP CONSTRAINT IF EXISTS product_status_check");
        (await Shop.Shop.QueryAsync($"UPDATE product SET status = 'being_wrapped' WHERE id = (SELECT product_id FROM product_variant WHERE sku = '{sku}') RETURNING id")).Count.ShouldBe(1);
        return new UnknownCode(sku, "being_wrapped");
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Item document)
    {
        var price = await Shop.FigureAsync($"""
            SELECT p.amount FROM price p JOIN product_variant_price_set s ON s.price_set_id = p.price_set_id JOIN product_variant v ON v.id = s.variant_id WHERE v.sku = '{documentKey}'
            """);
        return [new StoredValue("/prices/0/price/amount", price, document.Prices[0].Price.Amount.Amount)];
    }

    private async Task StampAsync(string stamp, params string[] skus) => (await Shop.Shop.QueryAsync(
        $"UPDATE product_variant SET created_at = '{stamp}', updated_at = '{stamp}' WHERE sku IN ({string.Join(", ", skus.Select(sku => $"'{sku}'"))}) RETURNING id")).Count.ShouldBe(skus.Length);
}
