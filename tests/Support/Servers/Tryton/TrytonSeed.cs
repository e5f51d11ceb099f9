using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>
/// What a fresh Tryton holds: the company Acme Distribution (EUR) with a chart of accounts, fiscal years, 20 % and 7 % tax and a way to pay,
/// two warehouses, items with stock, and customers. Tests add what is theirs.
/// </summary>
public static class TrytonSeed
{
    /// <summary>Change it with the seed, so that no kept database is used any more.</summary>
    internal const string Version = "3";

    /// <summary>Items with 1000 in WH and 40 in E-WH each: code, name, price, tax in percent, unit.</summary>
    public static IReadOnlyList<(string Sku, string Name, decimal Price, decimal Tax, string Unit)> Goods { get; } =
    [
        ("SKU-1001", "Widget blue", 10.00m, 20, "Unit"),
        ("SKU-1002", "Widget red", 12.50m, 20, "Unit"),
        ("SKU-1003", "Gadget", 99.99m, 20, "Unit"),
        ("BOOK-1", "Handbook", 14.95m, 7, "Unit"),
        ("CABLE-1", "Cable by weight", 3.20m, 20, "Kilogram"),
        ("FREE-1", "Untaxed sample", 1.00m, 0, "Unit"),
    ];

    public static async Task RunAsync(TrytonRpc rpc, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        await CompanyAsync(rpc).ConfigureAwait(false);
        await AccountsAsync(rpc, today).ConfigureAwait(false);
        await CategoriesAsync(rpc).ConfigureAwait(false);
        foreach (var (sku, name, price, tax, unit) in Goods)
        {
            await AddItemAsync(rpc, sku, name, price, tax, unit).ConfigureAwait(false);
        }

        await AddItemAsync(rpc, "LOT-1", "Serum in lots", 30.00m, 20).ConfigureAwait(false);
        await AddItemAsync(rpc, "SHIPPING", "Shipping", 5.00m, 20, isService: true).ConfigureAwait(false);
        await AddItemAsync(rpc, "DISCOUNT", "Discount", 0, 20, isService: true).ConfigureAwait(false);
        await WarehouseAsync(rpc).ConfigureAwait(false);
        await StockAsync(rpc, "STO", today, [.. Goods.Select(item => (item.Sku, 1000m))]).ConfigureAwait(false);
        await StockAsync(rpc, "E-STO", today, [.. Goods.Select(item => (item.Sku, 40m))]).ConfigureAwait(false);
        await AddCustomerAsync(rpc, "CUST-01", "Beta Retail GmbH").ConfigureAwait(false);
        await AddCustomerAsync(rpc, "CUST-02", "Gamma Stores Ltd").ConfigureAwait(false);
        await AddCustomerAsync(rpc, "WEB", "Web shop customers").ConfigureAwait(false);
    }

    /// <summary>Adds an item that can be sold.</summary>
    /// <param name="rpc">The client.</param>
    /// <param name="sku">Its code.</param>
    /// <param name="name">Its name.</param>
    /// <param name="price">List price without tax.</param>
    /// <param name="taxPercent">20, 7 or 0.</param>
    /// <param name="unit">Name of its unit.</param>
    /// <param name="isService">True for what has no stock.</param>
    /// <returns>The product's id.</returns>
    public static async Task<int> AddItemAsync(TrytonRpc rpc, string sku, string name, decimal price, decimal taxPercent, string unit = "Unit", bool isService = false)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        var unitId = await rpc.FindAsync("product.uom", "name", unit).ConfigureAwait(false);
        var template = await rpc.CreateAsync("product.template", new JsonObject
        {
            ["name"] = name,
            ["type"] = isService ? "service" : "goods",
            ["default_uom"] = unitId,
            ["sale_uom"] = unitId,
            ["salable"] = true,
            ["list_price"] = TrytonRpc.Decimal(price),
            ["account_category"] = await rpc.FindAsync("product.category", "name", CategoryName(taxPercent)).ConfigureAwait(false),
            ["products"] = TrytonRpc.New(new JsonObject { ["suffix_code"] = sku, ["cost_price"] = TrytonRpc.Decimal(decimal.Round(price / 2, 2)) }),
        }).ConfigureAwait(false);
        return await rpc.FindAsync("product.product", "template", template).ConfigureAwait(false);
    }

    /// <summary>Sets what is on hand at a location, by a count.</summary>
    public static async Task StockAsync(TrytonRpc rpc, string location, DateOnly day, params (string Sku, decimal Quantity)[] items)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        var lines = new List<JsonObject>();
        foreach (var (sku, quantity) in items)
        {
            lines.Add(new JsonObject { ["product"] = await rpc.FindAsync("product.product", "code", sku).ConfigureAwait(false), ["quantity"] = (double)quantity });
        }

        var count = await rpc.CreateAsync("stock.inventory", new JsonObject
        {
            ["location"] = await rpc.FindAsync("stock.location", "code", location).ConfigureAwait(false),
            ["date"] = TrytonRpc.Date(day),
            ["lines"] = TrytonRpc.New([.. lines]),
        }).ConfigureAwait(false);
        await rpc.PressAsync("stock.inventory", "confirm", count).ConfigureAwait(false);
    }

    /// <summary>Adds a customer with one address.</summary>
    public static async Task<int> AddCustomerAsync(TrytonRpc rpc, string code, string name)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        return await rpc.CreateAsync("party.party", new JsonObject
        {
            ["code"] = code,
            ["name"] = name,
            ["customer_payment_term"] = await rpc.FindAsync("account.invoice.payment_term", "name", "30 days").ConfigureAwait(false),
            ["addresses"] = TrytonRpc.New(new JsonObject { ["street"] = "1 Main St", ["postal_code"] = "10115", ["city"] = "Berlin", ["invoice"] = true, ["delivery"] = true }),
        }).ConfigureAwait(false);
    }

    private static async Task CompanyAsync(TrytonRpc rpc)
    {
        var euro = await CurrencyAsync(rpc, "EUR", "Euro", 1m).ConfigureAwait(false);
        await CurrencyAsync(rpc, "USD", "US Dollar", 1.25m).ConfigureAwait(false);
        var party = await rpc.CreateAsync("party.party", new JsonObject { ["name"] = "Acme Distribution" }).ConfigureAwait(false);
        await rpc.WizardAsync(
            "company.company.config",
            [],
            ("company", []),
            ("add", new JsonObject { ["company"] = new JsonObject { ["party"] = party, ["currency"] = euro, ["timezone"] = "UTC" } })).ConfigureAwait(false);
        await rpc.RefreshAsync().ConfigureAwait(false);
    }

    private static Task<int> CurrencyAsync(TrytonRpc rpc, string code, string name, decimal rate) => rpc.CreateAsync("currency.currency", new JsonObject
    {
        ["name"] = name,
        ["code"] = code,
        ["symbol"] = code,
        ["rounding"] = TrytonRpc.Decimal(0.01m),
        ["digits"] = 2,
        ["rates"] = TrytonRpc.New(new JsonObject { ["date"] = TrytonRpc.Date(new DateOnly(2020, 1, 1)), ["rate"] = TrytonRpc.Decimal(rate) }),
    });

    private static async Task AccountsAsync(TrytonRpc rpc, DateOnly today)
    {
        var company = rpc.Context["company"]!;
        var chart = (await rpc.SearchAsync("ir.model.data", new JsonArray(new JsonArray("module", "=", "account"), new JsonArray("fs_id", "=", "account_template_root_en")), "db_id").ConfigureAwait(false))[0]["db_id"]!;
        var account = new JsonObject { ["company"] = company.DeepClone(), ["account_template"] = chart.DeepClone() };
        await rpc.WizardAsync("account.create_chart", [], ("create_account", new JsonObject { ["account"] = account.DeepClone() })).ConfigureAwait(false);
        await rpc.WizardAsync(
            "account.create_chart",
            [],
            ("create_properties", new JsonObject
            {
                ["account"] = account.DeepClone(),
                ["properties"] = new JsonObject
                {
                    ["company"] = company.DeepClone(),
                    ["account_receivable"] = await AccountAsync(rpc, "receivable").ConfigureAwait(false),
                    ["account_payable"] = await AccountAsync(rpc, "payable").ConfigureAwait(false),
                },
            })).ConfigureAwait(false);
        for (var year = today.Year - 1; year <= today.Year + 1; year++)
        {
            await FiscalYearAsync(rpc, year).ConfigureAwait(false);
        }

        await rpc.CreateAsync("account.invoice.payment_term", new JsonObject
        {
            ["name"] = "30 days",
            ["lines"] = TrytonRpc.New(new JsonObject { ["type"] = "remainder", ["relativedeltas"] = TrytonRpc.New(new JsonObject { ["days"] = 30 }) }),
        }).ConfigureAwait(false);
        var cash = await rpc.FindAsync("account.account", "name", "Main Cash").ConfigureAwait(false);
        await rpc.CreateAsync("account.invoice.payment.method", new JsonObject
        {
            ["name"] = "Online",
            ["company"] = company.DeepClone(),
            ["journal"] = await rpc.FindAsync("account.journal", "type", "cash").ConfigureAwait(false),
            ["credit_account"] = cash,
            ["debit_account"] = cash,
        }).ConfigureAwait(false);
    }

    private static async Task FiscalYearAsync(TrytonRpc rpc, int year)
    {
        var company = rpc.Context["company"]!;
        var name = year.ToString(CultureInfo.InvariantCulture);
        var moves = await rpc.CreateAsync("ir.sequence", new JsonObject
        {
            ["name"] = "Moves " + name,
            ["sequence_type"] = await rpc.FindAsync("ir.sequence.type", "name", "Account Move").ConfigureAwait(false),
            ["company"] = company.DeepClone(),
        }).ConfigureAwait(false);
        var invoices = await rpc.CreateAsync("ir.sequence.strict", new JsonObject
        {
            ["name"] = "Invoices " + name,
            ["sequence_type"] = await rpc.FindAsync("ir.sequence.type", "name", "Invoice").ConfigureAwait(false),
            ["company"] = company.DeepClone(),
            ["prefix"] = $"INV-{name}-",
        }).ConfigureAwait(false);
        var fiscalYear = await rpc.CreateAsync("account.fiscalyear", new JsonObject
        {
            ["name"] = name,
            ["start_date"] = TrytonRpc.Date(new DateOnly(year, 1, 1)),
            ["end_date"] = TrytonRpc.Date(new DateOnly(year, 12, 31)),
            ["company"] = company.DeepClone(),
            ["post_move_sequence"] = moves,
            ["invoice_sequences"] = TrytonRpc.New(new JsonObject
            {
                ["company"] = company.DeepClone(),
                ["out_invoice_sequence"] = invoices,
                ["in_invoice_sequence"] = invoices,
                ["out_credit_note_sequence"] = invoices,
                ["in_credit_note_sequence"] = invoices,
            }),
        }).ConfigureAwait(false);
        await rpc.ModelAsync("account.fiscalyear", "create_period", TrytonRpc.Ids(fiscalYear)).ConfigureAwait(false);
    }

    private static async Task CategoriesAsync(TrytonRpc rpc)
    {
        var company = rpc.Context["company"]!;
        var taxAccount = await rpc.FindAsync("account.account", "name", "Main Tax").ConfigureAwait(false);
        foreach (var percent in (decimal[])[20, 7, 0])
        {
            var category = new JsonObject
            {
                ["name"] = CategoryName(percent),
                ["accounting"] = true,
                ["account_revenue"] = await AccountAsync(rpc, "revenue").ConfigureAwait(false),
                ["account_expense"] = await AccountAsync(rpc, "expense").ConfigureAwait(false),
            };
            if (percent > 0)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"VAT {percent}%");
                category["customer_taxes"] = TrytonRpc.Link(await rpc.CreateAsync("account.tax", new JsonObject
                {
                    ["name"] = name,
                    ["description"] = name,
                    ["type"] = "percentage",
                    ["rate"] = TrytonRpc.Decimal(percent / 100),
                    ["invoice_account"] = taxAccount,
                    ["credit_note_account"] = taxAccount,
                    ["company"] = company.DeepClone(),
                }).ConfigureAwait(false));
            }

            await rpc.CreateAsync("product.category", category).ConfigureAwait(false);
        }
    }

    private static async Task WarehouseAsync(TrytonRpc rpc)
    {
        var lost = await rpc.FindAsync("stock.location", "type", "lost_found").ConfigureAwait(false);
        var input = await LocationAsync(rpc, "East Input", "E-IN").ConfigureAwait(false);
        var output = await LocationAsync(rpc, "East Output", "E-OUT").ConfigureAwait(false);
        var storage = await LocationAsync(rpc, "East Storage", "E-STO").ConfigureAwait(false);
        await rpc.CreateAsync("stock.location", new JsonObject
        {
            ["name"] = "East Warehouse",
            ["code"] = "E-WH",
            ["type"] = "warehouse",
            ["input_location"] = input,
            ["output_location"] = output,
            ["storage_location"] = storage,
            ["lost_found_location"] = lost,
        }).ConfigureAwait(false);
    }

    private static Task<int> LocationAsync(TrytonRpc rpc, string name, string code) =>
        rpc.CreateAsync("stock.location", new JsonObject { ["name"] = name, ["code"] = code, ["type"] = "storage" });

    private static async Task<int> AccountAsync(TrytonRpc rpc, string kind) =>
        (int)(await rpc.SearchAsync("account.account", TrytonRpc.Where($"type.{kind}", "=", true), "id").ConfigureAwait(false))[0]["id"]!;

    private static string CategoryName(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"Goods {percent}%");
}
