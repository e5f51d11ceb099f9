using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>
/// What a fresh shop sells: the goods of <see cref="TrytonSeed"/> that are counted in pieces, in EUR without tax, 20 %, 7 % and 0 % tax, two
/// stock locations, one way to ship (5.00) and one to pay (authorised at checkout), and the coupon TEN.
/// </summary>
public static class VendureSeed
{
    public const string Coupon = "TEN";

    /// <summary>The second stock location; the first is the shop's own "Default Stock Location".</summary>
    public const string SecondLocation = "E-WH";

    /// <summary>Change it with the seed, so that no kept database is used any more.</summary>
    internal const string Version = "1";

    private const int Stock = 1000;

    /// <summary>What is sold.</summary>
    public static IReadOnlyList<(string Sku, string Name, decimal Price, decimal Tax)> Goods { get; } =
        [.. TrytonSeed.Goods.Where(item => item.Unit == "Unit").Select(item => (item.Sku, item.Name, item.Price, item.Tax))];

    public static async Task RunAsync(VendureApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        await LogInAsync(api).ConfigureAwait(false);
        var zone = await ZoneAsync(api).ConfigureAwait(false);
        await api.SendAsync(
            "mutation($i: UpdateChannelInput!) { updateChannel(input: $i) { __typename ... on Channel { id } ... on ErrorResult { errorCode message } } }",
            new JsonObject
            {
                ["i"] = new JsonObject
                {
                    ["id"] = "1", ["defaultCurrencyCode"] = "EUR", ["availableCurrencyCodes"] = new JsonArray("EUR"), ["pricesIncludeTax"] = false,
                    ["defaultTaxZoneId"] = zone, ["defaultShippingZoneId"] = zone,
                },
            }).ConfigureAwait(false);
        var taxes = await TaxesAsync(api, zone).ConfigureAwait(false);
        await CreateAsync(api, "ShippingMethod", new JsonObject
        {
            ["code"] = "parcel",
            ["fulfillmentHandler"] = "manual-fulfillment",
            ["checker"] = Operation("default-shipping-eligibility-checker", ("orderMinimum", "0")),
            ["calculator"] = Operation("default-shipping-calculator", ("rate", "500"), ("includesTax", "exclude"), ("taxRate", "20")),
            ["translations"] = Texts("Parcel", ("description", "")),
        }).ConfigureAwait(false);
        await CreateAsync(api, "PaymentMethod", new JsonObject
        {
            ["code"] = "card",
            ["enabled"] = true,
            ["handler"] = Operation("dummy-payment-handler", ("automaticSettle", "false")),
            ["translations"] = Texts("Card", ("description", "")),
        }).ConfigureAwait(false);
        await api.SendAsync(
            "mutation($i: CreatePromotionInput!) { createPromotion(input: $i) { __typename ... on Promotion { id } ... on ErrorResult { errorCode message } } }",
            new JsonObject
            {
                ["i"] = new JsonObject
                {
                    ["enabled"] = true, ["couponCode"] = Coupon, ["translations"] = Texts("Ten percent"), ["conditions"] = new JsonArray(),
                    ["actions"] = new JsonArray(Operation("order_percentage_discount", ("discount", "10"))),
                },
            }).ConfigureAwait(false);
        await CreateAsync(api, "StockLocation", new JsonObject { ["name"] = SecondLocation }).ConfigureAwait(false);
        foreach (var (sku, name, price, tax) in Goods)
        {
            await AddItemAsync(api, sku, name, price, taxes[tax]).ConfigureAwait(false);
        }
    }

    /// <summary>Logs in as superadministrator and makes a key with all rights.</summary>
    public static async Task<string> CreateApiKeyAsync(VendureApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        await LogInAsync(api).ConfigureAwait(false);
        var roles = await api.SendAsync("{ roles { items { id code } } }").ConfigureAwait(false);
        var role = roles!["items"]!.AsArray().First(one => (string)one!["code"]! == "__super_admin_role__")!["id"]!.DeepClone();
        var key = await api.SendAsync(
            "mutation($i: CreateApiKeyInput!) { createApiKey(input: $i) { apiKey } }",
            new JsonObject { ["i"] = new JsonObject { ["roleIds"] = new JsonArray(role), ["translations"] = Texts("connector") } }).ConfigureAwait(false);
        return (string)key!["apiKey"]!;
    }

    /// <summary>Adds a product with one variant and stock.</summary>
    /// <param name="api">A client with rights.</param>
    /// <param name="sku">Its SKU.</param>
    /// <param name="name">Its name.</param>
    /// <param name="price">Without tax, EUR.</param>
    /// <param name="taxCategory">Id of its tax category.</param>
    /// <returns>The variant's id.</returns>
    public static async Task<string> AddItemAsync(VendureApi api, string sku, string name, decimal price, string taxCategory)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(sku);
        var product = await CreateAsync(api, "Product", new JsonObject
        {
            ["enabled"] = true, ["translations"] = Texts(name, ("slug", sku.ToLowerInvariant()), ("description", "")),
        }).ConfigureAwait(false);
        var variants = await api.SendAsync(
            "mutation($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id } }",
            new JsonObject
            {
                ["i"] = new JsonArray(new JsonObject
                {
                    ["productId"] = product, ["sku"] = sku, ["price"] = (int)(price * 100), ["taxCategoryId"] = taxCategory, ["stockOnHand"] = Stock,
                    ["trackInventory"] = "TRUE", ["translations"] = Texts(name),
                }),
            }).ConfigureAwait(false);
        return (string)variants![0]!["id"]!;
    }

    private static Task LogInAsync(VendureApi api) => api.SendAsync(
        """mutation { login(username: "superadmin", password: "superadmin") { __typename ... on CurrentUser { id } ... on ErrorResult { errorCode message } } }""");

    private static async Task<string> ZoneAsync(VendureApi api)
    {
        var germany = await CreateAsync(api, "Country", new JsonObject { ["code"] = "DE", ["enabled"] = true, ["translations"] = Texts("Germany") }).ConfigureAwait(false);
        return await CreateAsync(api, "Zone", new JsonObject { ["name"] = "Europe", ["memberIds"] = new JsonArray(germany) }).ConfigureAwait(false);
    }

    private static async Task<Dictionary<decimal, string>> TaxesAsync(VendureApi api, string zone)
    {
        var categories = new Dictionary<decimal, string>();
        foreach (var percent in Goods.Select(item => item.Tax).Distinct())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"VAT {percent} %");
            categories[percent] = await CreateAsync(api, "TaxCategory", new JsonObject { ["name"] = name, ["isDefault"] = percent == 20 }).ConfigureAwait(false);
            await CreateAsync(api, "TaxRate", new JsonObject
            {
                ["name"] = name, ["enabled"] = true, ["value"] = percent, ["categoryId"] = categories[percent], ["zoneId"] = zone,
            }).ConfigureAwait(false);
        }

        return categories;
    }

    private static async Task<string> CreateAsync(VendureApi api, string type, JsonObject input)
    {
        var created = await api.SendAsync(
            $"mutation($i: Create{type}Input!) {{ create{type}(input: $i) {{ id }} }}", new JsonObject { ["i"] = input }).ConfigureAwait(false);
        return (string)created!["id"]!;
    }

    private static JsonObject Operation(string code, params (string Name, string Value)[] arguments) => new()
    {
        ["code"] = code,
        ["arguments"] = new JsonArray([.. arguments.Select(argument => (JsonNode)new JsonObject { ["name"] = argument.Name, ["value"] = argument.Value })]),
    };

    private static JsonArray Texts(string name, params (string Name, string Value)[] more)
    {
        var text = new JsonObject { ["languageCode"] = "en", ["name"] = name };
        foreach (var (member, value) in more)
        {
            text[member] = value;
        }

        return [text];
    }
}
