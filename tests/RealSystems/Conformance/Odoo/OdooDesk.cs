using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Conformance;

/// <summary>What people make in Odoo by themselves.</summary>
internal sealed class OdooDesk(OdooFixture erp) : ErpDesk
{
    private const string Goods = ErpDocuments.Sku;
    private const string Picking = "stock.picking";
    private const string Invoice = "account.move";

    public override Task<IReadOnlyList<string>> AddItemsAsync(int count, bool hasCode = true) => AddItemsAsync(count, "Units", hasCode);

    public override async Task<string> AddItemInFurlongsAsync()
    {
        if ((await erp.People.SearchAsync("uom.uom", OdooRpc.Where("name", "=", "furlong"), "id")).Count == 0)
        {
            await erp.People.CreateAsync("uom.uom", new JsonObject { ["name"] = "furlong", ["relative_factor"] = 1.0 });
        }

        return (await AddItemsAsync(1, "furlong", hasCode: true))[0];
    }

    public override async Task<IReadOnlyList<string>> ShipAsync(int count, string? sku = null)
    {
        await erp.HaveGoodsAsync();
        var rpc = erp.People;
        var (product, unit) = await ProductAsync(sku ?? Goods);
        var warehouse = (await rpc.SearchAsync("stock.warehouse", OdooRpc.Where("code", "=", "WH"), "out_type_id", "lot_stock_id"))[0];
        var (from, to) = ((int)warehouse["lot_stock_id"]![0]!, await rpc.FindAsync("stock.location", "usage", "customer"));
        var move = new JsonObject
        {
            ["product_id"] = product, ["product_uom"] = unit, ["product_uom_qty"] = Quantity, ["location_id"] = from, ["location_dest_id"] = to,
        };
        var picking = new JsonObject
        {
            ["picking_type_id"] = warehouse["out_type_id"]![0]!.DeepClone(),
            ["partner_id"] = await CustomerAsync(),
            ["location_id"] = from,
            ["location_dest_id"] = to,
            ["move_ids"] = New(move),
        };
        var ids = await CreateAsync(Picking, count, _ => picking.DeepClone());
        foreach (var button in (string[])["action_confirm", "action_assign", "button_validate"])
        {
            await rpc.PressAsync(Picking, button, ids);
        }

        return await NumbersAsync(Picking, ids, "done");
    }

    public override async Task<IReadOnlyList<string>> BillAsync(int count, string? sku = null)
    {
        var rpc = erp.People;
        var (product, unit) = await ProductAsync(sku ?? Goods);
        var line = new JsonObject
        {
            ["product_id"] = product,
            ["product_uom_id"] = unit,
            ["quantity"] = Quantity,
            ["price_unit"] = Price,
            ["tax_ids"] = new JsonArray(new JsonArray(6, 0, OdooRpc.Ids(await rpc.FindAsync("account.tax", "name", "VAT 20%")))),
        };
        var invoice = new JsonObject
        {
            ["move_type"] = "out_invoice",
            ["partner_id"] = await CustomerAsync(),
            ["invoice_date"] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["invoice_line_ids"] = New(line),
        };
        var ids = await CreateAsync(Invoice, count, _ => invoice.DeepClone());
        await rpc.PressAsync(Invoice, "action_post", ids);
        return await NumbersAsync(Invoice, ids, "posted");
    }

    public override Task CountAsync(string sku, decimal quantity) => OdooSeed.StockAsync(erp.People, "WH", sku, quantity);

    private async Task<IReadOnlyList<string>> AddItemsAsync(int count, string unit, bool hasCode)
    {
        var rpc = erp.People;
        var skus = Enumerable.Range(0, count).Select(_ => WiredFixture.Number("ITEM") + "-N").ToList();
        var uom = await rpc.FindAsync("uom.uom", "name", unit);
        var tax = await rpc.FindAsync("account.tax", "name", "VAT 20%");
        var ids = await CreateAsync("product.product", count, index => new JsonObject
        {
            ["name"] = "Made for " + skus[index],
            ["default_code"] = hasCode ? skus[index] : null,
            ["type"] = "consu",
            ["is_storable"] = true,
            ["uom_id"] = uom,
            ["list_price"] = Price,
            ["taxes_id"] = new JsonArray(new JsonArray(6, 0, OdooRpc.Ids(tax))),
        });
        return hasCode ? skus : [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Records in one transaction.</summary>
    private async Task<IReadOnlyList<int>> CreateAsync(string model, int count, Func<int, JsonNode> values)
    {
        var made = await erp.People.CallAsync(model, "create", new JsonObject { ["vals_list"] = new JsonArray([.. Enumerable.Range(0, count).Select(values)]) });
        return [.. made!.AsArray().Select(id => (int)id!)];
    }

    private async Task<IReadOnlyList<string>> NumbersAsync(string model, IReadOnlyList<int> ids, string state)
    {
        var rows = await erp.People.SearchAsync(model, OdooRpc.Where("id", "in", OdooRpc.Ids(ids)), "name", "state");
        rows.ShouldAllBe(row => (string)row["state"]! == state);
        return [.. rows.Select(row => (string)row["name"]!)];
    }

    private async Task<(int Product, int Unit)> ProductAsync(string sku)
    {
        var product = (await erp.People.SearchAsync("product.product", OdooRpc.Where("default_code", "=", sku), "uom_id"))[0];
        return ((int)product["id"]!, (int)product["uom_id"]![0]!);
    }

    private Task<int> CustomerAsync() => erp.People.FindAsync("res.partner", "ref", "WEB");

    private static JsonArray New(JsonObject values) => new(new JsonArray(0, 0, values));
}
