using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>
/// What a fresh Odoo holds: a company in EUR with a chart of accounts, 20 % and 7 % tax, two warehouses, items with stock, and customers. Tests add what
/// is theirs.
/// </summary>
public static class OdooSeed
{
    /// <summary>Change it with the seed, so that no kept database is used any more.</summary>
    internal const string Version = "2";

    /// <summary>Short code of the bank journal that comes with the chart of accounts.</summary>
    public const string BankJournal = "BNK1";

    /// <summary>Items with 1000 in WH and 40 in E-WH each: code, name, price, tax in percent, unit.</summary>
    public static IReadOnlyList<(string Sku, string Name, decimal Price, decimal Tax, string Unit)> Goods { get; } =
    [
        ("SKU-1001", "Widget blue", 10.00m, 20, "Units"),
        ("SKU-1002", "Widget red", 12.50m, 20, "Units"),
        ("SKU-1003", "Gadget", 99.99m, 20, "Units"),
        ("BOOK-1", "Handbook", 14.95m, 7, "Units"),
        ("CABLE-1", "Cable by weight", 3.20m, 20, "kg"),
        ("FREE-1", "Untaxed sample", 1.00m, 0, "Units"),
    ];

    public static async Task RunAsync(OdooRpc rpc)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        await CompanyAsync(rpc).ConfigureAwait(false);
        foreach (var percent in (decimal[])[20, 7])
        {
            await rpc.CreateAsync("account.tax", new JsonObject { ["name"] = TaxName(percent), ["amount"] = percent, ["amount_type"] = "percent", ["type_tax_use"] = "sale" }).ConfigureAwait(false);
        }

        await rpc.CreateAsync("stock.warehouse", new JsonObject { ["name"] = "East", ["code"] = "E-WH" }).ConfigureAwait(false);
        foreach (var (sku, name, price, tax, unit) in Goods)
        {
            await AddItemAsync(rpc, sku, name, price, tax, unit).ConfigureAwait(false);
            await StockAsync(rpc, "WH", sku, 1000).ConfigureAwait(false);
            await StockAsync(rpc, "E-WH", sku, 40).ConfigureAwait(false);
        }

        await rpc.WriteAsync(
            "product.product", await AddItemAsync(rpc, "LOT-1", "Serum in lots", 30.00m, 20).ConfigureAwait(false), new JsonObject { ["tracking"] = "lot" }).ConfigureAwait(false);
        await AddItemAsync(rpc, "SHIPPING", "Shipping", 5.00m, 20, isService: true).ConfigureAwait(false);
        await AddItemAsync(rpc, "DISCOUNT", "Discount", 0, 20, isService: true).ConfigureAwait(false);
        await AddCustomerAsync(rpc, "CUST-01", "Beta Retail GmbH").ConfigureAwait(false);
        await AddCustomerAsync(rpc, "CUST-02", "Gamma Stores Ltd").ConfigureAwait(false);
        await AddCustomerAsync(rpc, "WEB", "Web shop customers").ConfigureAwait(false);
    }

    /// <summary>Adds an item that can be sold.</summary>
    /// <returns>The product's id.</returns>
    public static async Task<int> AddItemAsync(OdooRpc rpc, string sku, string name, decimal price, decimal taxPercent, string unit = "Units", bool isService = false)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        var taxes = taxPercent > 0 ? OdooRpc.Ids(await rpc.FindAsync("account.tax", "name", TaxName(taxPercent)).ConfigureAwait(false)) : [];
        var values = new JsonObject
        {
            ["name"] = name,
            ["default_code"] = sku,
            ["type"] = isService ? "service" : "consu",
            ["uom_id"] = await rpc.FindAsync("uom.uom", "name", unit).ConfigureAwait(false),
            ["list_price"] = price,
            ["standard_price"] = decimal.Round(price / 2, 2),
            ["taxes_id"] = new JsonArray(new JsonArray(6, 0, taxes)),
            ["invoice_policy"] = isService ? "order" : "delivery",
        };
        if (!isService)
        {
            values["is_storable"] = true;
        }

        return await rpc.CreateAsync("product.product", values).ConfigureAwait(false);
    }

    /// <summary>Sets what is on hand in a warehouse, by a count.</summary>
    public static async Task StockAsync(OdooRpc rpc, string warehouse, string sku, decimal quantity, string? lot = null)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        var location = (await rpc.SearchAsync("stock.warehouse", OdooRpc.Where("code", "=", warehouse), "lot_stock_id").ConfigureAwait(false))[0]["lot_stock_id"]![0]!;
        var product = await rpc.FindAsync("product.product", "default_code", sku).ConfigureAwait(false);
        var values = new JsonObject { ["product_id"] = product, ["location_id"] = location.DeepClone(), ["inventory_quantity"] = quantity };
        if (lot is not null)
        {
            values["lot_id"] = await rpc.CreateAsync("stock.lot", new JsonObject { ["name"] = lot, ["product_id"] = product }).ConfigureAwait(false);
        }

        var quant = await rpc.CreateAsync("stock.quant", values, new JsonObject { ["inventory_mode"] = true }).ConfigureAwait(false);
        await rpc.PressAsync("stock.quant", "action_apply_inventory", quant).ConfigureAwait(false);
    }

    /// <summary>Adds a customer with one address.</summary>
    public static Task<int> AddCustomerAsync(OdooRpc rpc, string code, string name)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        return rpc.CreateAsync(
            "res.partner",
            new JsonObject { ["ref"] = code, ["name"] = name, ["is_company"] = true, ["street"] = "1 Main St", ["zip"] = "10115", ["city"] = "Berlin", ["email"] = $"{code}@example.test" });
    }

    private static async Task CompanyAsync(OdooRpc rpc)
    {
        var euro = await rpc.FindAsync("res.currency", "name", "EUR").ConfigureAwait(false);
        await rpc.WriteAsync("res.currency", euro, new JsonObject { ["active"] = true }).ConfigureAwait(false);
        await rpc.WriteAsync("res.company", 1, new JsonObject { ["name"] = "Acme Distribution", ["currency_id"] = euro }).ConfigureAwait(false);
        var settings = await rpc.CreateAsync("res.config.settings", new JsonObject { ["group_stock_production_lot"] = true, ["group_stock_tracking_lot"] = true }).ConfigureAwait(false);
        await rpc.PressAsync("res.config.settings", "execute", settings).ConfigureAwait(false);
    }

    private static string TaxName(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"VAT {percent}%");
}
