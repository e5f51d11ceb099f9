using Crossdock.Canonical;
using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooItems(LiveOdoo live) : ErpItems
{
    private OdooFixture Odoo => field ??= new OdooFixture(live);

    private protected override ErpFixture Erp => Odoo;

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await OdooFixture.NextSecondAsync();
        var rpc = Odoo.People;
        await rpc.WriteAsync("product.product", await rpc.FindAsync("product.product", "default_code", documentKey), new JsonObject { ["name"] = WiredFixture.Number("Renamed") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await Erp.MakeLateAsync("product_template", $"id = ({TemplateSql(sku)})");
        await Erp.MakeLateAsync("product_product", $"default_code = '{sku}'");
        return sku;
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Item document)
    {
        var price = await Erp.FiguresAsync($"SELECT list_price FROM product_template WHERE id = ({TemplateSql(documentKey)})");
        return [new StoredValue("/prices/0/price/amount", price[0], document.Prices[0].Price.Amount.Amount)];
    }

    private protected override string TemplateSql(string sku) => $"SELECT product_tmpl_id FROM product_product WHERE default_code = '{sku}'";
}
