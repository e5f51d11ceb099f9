using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Conformance;

/// <summary>What people make in Tryton by themselves.</summary>
internal sealed class TrytonDesk(TrytonFixture erp) : ErpDesk
{
    private const string Goods = ErpDocuments.Sku;

    public override Task<IReadOnlyList<string>> AddItemsAsync(int count, bool hasCode = true) => AddItemsAsync(count, "Unit", hasCode);

    public override async Task<string> AddItemInFurlongsAsync()
    {
        await FurlongAsync();
        return (await AddItemsAsync(1, "Furlong", hasCode: true))[0];
    }

    public override async Task<IReadOnlyList<string>> ShipAsync(int count, string? sku = null)
    {
        var rpc = await erp.PeopleAsync();
        var customer = await rpc.FindAsync("party.party", "code", "WEB");
        var product = await rpc.FindAsync("product.product", "code", sku ?? Goods);
        var move = new JsonObject
        {
            ["product"] = product,
            ["uom"] = (await rpc.ReadAsync("product.product", product, "default_uom"))["default_uom"]!.DeepClone(),
            ["quantity"] = (double)Quantity,
            ["from_location"] = await rpc.FindAsync("stock.location", "code", "OUT"),
            ["to_location"] = await rpc.FindAsync("stock.location", "type", "customer"),
            ["unit_price"] = TrytonRpc.Decimal(Price),
            ["currency"] = await rpc.FindAsync("currency.currency", "code", "EUR"),
        };
        var shipment = new JsonObject
        {
            ["customer"] = customer,
            ["delivery_address"] = await rpc.FindAsync("party.address", "party", customer),
            ["warehouse"] = await rpc.FindAsync("stock.location", "code", "WH"),
            ["outgoing_moves"] = TrytonRpc.New(move),
        };
        var made = await rpc.ModelAsync("stock.shipment.out", "create", new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)shipment.DeepClone())]));
        var ids = made!.AsArray().Select(id => (int)id!).ToList();
        foreach (var step in (string[])["wait", "assign_try", "pick", "pack", "done"])
        {
            await rpc.PressAsync("stock.shipment.out", step, ids);
        }

        var rows = await rpc.ModelAsync("stock.shipment.out", "read", TrytonRpc.Ids(ids), TrytonRpc.Texts("number", "state"));
        rows!.AsArray().ShouldAllBe(row => (string)row!["state"]! == "done");
        return [.. rows.AsArray().OrderBy(row => (int)row!["id"]!).Select(row => (string)row!["number"]!)];
    }

    public override async Task<IReadOnlyList<string>> BillAsync(int count, string? sku = null)
    {
        var rpc = await erp.PeopleAsync();
        var customer = await rpc.FindAsync("party.party", "code", "WEB");
        var product = await rpc.FindAsync("product.product", "code", sku ?? Goods);
        var line = new JsonObject
        {
            ["type"] = "line",
            ["product"] = product,
            ["unit"] = (await rpc.ReadAsync("product.product", product, "default_uom"))["default_uom"]!.DeepClone(),
            ["quantity"] = (double)Quantity,
            ["unit_price"] = TrytonRpc.Decimal(Price),
            ["account"] = await AccountAsync(rpc, "revenue"),
            ["taxes"] = TrytonRpc.Link(await rpc.FindAsync("account.tax", "name", "VAT 20%")),
        };
        var invoice = new JsonObject
        {
            ["type"] = "out",
            ["party"] = customer,
            ["invoice_address"] = await rpc.FindAsync("party.address", "party", customer),
            ["currency"] = await rpc.FindAsync("currency.currency", "code", "EUR"),
            ["account"] = await AccountAsync(rpc, "receivable"),
            ["journal"] = await rpc.FindAsync("account.journal", "type", "revenue"),
            ["payment_term"] = await rpc.FindAsync("account.invoice.payment_term", "name", "30 days"),
            ["invoice_date"] = TrytonRpc.Date(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            ["lines"] = TrytonRpc.New(line),
        };
        var made = await rpc.ModelAsync("account.invoice", "create", new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)invoice.DeepClone())]));
        var ids = made!.AsArray().Select(id => (int)id!).ToList();
        await rpc.PressAsync("account.invoice", "post", ids);
        var rows = await rpc.ModelAsync("account.invoice", "read", TrytonRpc.Ids(ids), TrytonRpc.Texts("number", "state"));
        rows!.AsArray().ShouldAllBe(row => (string)row!["state"]! == "posted");
        return [.. rows.AsArray().OrderBy(row => (int)row!["id"]!).Select(row => (string)row!["number"]!)];
    }

    public override async Task CountAsync(string sku, decimal quantity) =>
        await TrytonSeed.StockAsync(await erp.PeopleAsync(), "STO", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), (sku, quantity));

    private async Task<IReadOnlyList<string>> AddItemsAsync(int count, string unit, bool hasCode)
    {
        var rpc = await erp.PeopleAsync();
        var skus = Enumerable.Range(0, count).Select(_ => WiredFixture.Number("ITEM") + "-N").ToList();
        var uom = await rpc.FindAsync("product.uom", "name", unit);
        var category = await rpc.FindAsync("product.category", "name", "Goods 20%");
        var made = await rpc.ModelAsync("product.template", "create", new JsonArray([.. skus.Select(sku => (JsonNode)new JsonObject
        {
            ["name"] = "Made for " + sku,
            ["type"] = "goods",
            ["default_uom"] = uom,
            ["sale_uom"] = uom,
            ["salable"] = true,
            ["list_price"] = TrytonRpc.Decimal(Price),
            ["account_category"] = category,
            ["products"] = TrytonRpc.New(new JsonObject { ["suffix_code"] = hasCode ? sku : null, ["cost_price"] = TrytonRpc.Decimal(1) }),
        })]));
        return hasCode ? skus : [(await rpc.FindAsync("product.product", "template", made![0]!.DeepClone())).ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>A unit that no code is known for.</summary>
    private async Task FurlongAsync()
    {
        var rpc = await erp.PeopleAsync();
        if ((await rpc.SearchAsync("product.uom", TrytonRpc.Where("name", "=", "Furlong"), "id")).Count == 0)
        {
            var category = await rpc.CreateAsync("product.uom.category", new JsonObject { ["name"] = "Furlongs" });
            await rpc.CreateAsync("product.uom", new JsonObject
            {
                ["name"] = "Furlong", ["symbol"] = "furlong", ["category"] = category, ["factor"] = 1.0, ["rate"] = 1.0, ["rounding"] = 0.01, ["digits"] = 2,
            });
        }
    }

    private static async Task<int> AccountAsync(TrytonRpc rpc, string kind) =>
        (int)(await rpc.SearchAsync("account.account", TrytonRpc.Where($"type.{kind}", "=", true), "id"))[0]["id"]!;
}
