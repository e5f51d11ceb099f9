using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonItems(SqliteTryton live) : ErpItems
{
    private TrytonFixture Tryton => field ??= new TrytonFixture(live);

    private protected override ErpFixture Erp => Tryton;

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Tryton.PeopleAsync();
        var product = await rpc.FindAsync("product.product", "code", documentKey);
        var template = (int)(await rpc.ReadAsync("product.product", product, "template"))["template"]!;
        await rpc.WriteAsync("product.template", template, new JsonObject { ["name"] = WiredFixture.Number("Renamed") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await Erp.MakeLateAsync("product_template", $"id = ({TemplateSql(sku)})");
        await Erp.MakeLateAsync("product_product", $"code = '{sku}'");
        return sku;
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Item document)
    {
        var price = await Erp.FiguresAsync(
            $"SELECT l.list_price FROM product_list_price l JOIN product_product p ON p.template = l.template WHERE p.code = '{documentKey}'");
        return [new StoredValue("/prices/0/price/amount", price[0], document.Prices[0].Price.Amount.Amount)];
    }

    private protected override string TemplateSql(string sku) => $"SELECT template FROM product_product WHERE code = '{sku}'";
}
