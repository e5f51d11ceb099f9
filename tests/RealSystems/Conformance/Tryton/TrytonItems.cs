using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonItems(SqliteTryton live) : ChangeSourceConformance<Item>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonDesk Desk => field ??= new TrytonDesk(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no items, so none can come back.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Desk.AddItemsAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Desk.AddItemsAsync(count);

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Erp.DeskAsync();
        var product = await rpc.FindAsync("product.product", "code", documentKey);
        var template = (int)(await rpc.ReadAsync("product.product", product, "template"))["template"]!;
        await rpc.WriteAsync("product.template", template, new JsonObject { ["name"] = TrytonFixture.Number("Renamed") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await Desk.MakeLateAsync("product_template", $"id = (SELECT template FROM product_product WHERE code = '{sku}')");
        await Desk.MakeLateAsync("product_product", $"code = '{sku}'");
        return sku;
    }

    protected override async Task<string?> CreateUnmappableAsync() => (await Desk.AddItemsAsync(1, hasCode: false))[0];

    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync()
    {
        var sku = await CreateAsync();
        await Erp.Server.ChangeAsync($"UPDATE product_template SET type = 'subscription' WHERE id = (SELECT template FROM product_product WHERE code = '{sku}')");
        return new UnknownCode(sku, "subscription");
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Item document)
    {
        var price = await Erp.FiguresAsync(
            $"SELECT l.list_price FROM product_list_price l JOIN product_product p ON p.template = l.template WHERE p.code = '{documentKey}'");
        return [new StoredValue("/prices/0/price/amount", price[0], document.Prices[0].Price.Amount.Amount)];
    }
}
