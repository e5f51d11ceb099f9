using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>
/// What a fresh shop sells: the goods of <see cref="TrytonSeed"/> that are counted in pieces, in EUR without tax, 20 %, 7 % and 0 % tax, two stock locations with
/// 1000 of each in the first, one way to ship (4.90), payment authorised at checkout, and the coupon TEN.
/// </summary>
public static class MedusaSeed
{
    public const string Coupon = "TEN";

    public const string Location = "WH";

    public const string SecondLocation = "E-WH";

    internal const string Email = "admin@example.test";

    internal const string Password = "medusa-admin-pw";

    /// <summary>Change it with the seed, so that no kept database is used any more.</summary>
    internal const string Version = "1";

    private const int Stock = 1000;

    /// <summary>What is sold.</summary>
    public static IReadOnlyList<(string Sku, string Name, decimal Price, decimal Tax)> Goods { get; } =
        [.. TrytonSeed.Goods.Where(item => item.Unit == "Unit").Select(item => (item.Sku, item.Name, item.Price, item.Tax))];

    /// <summary>Logs in as administrator and makes a secret key.</summary>
    public static async Task<string> CreateApiKeyAsync(Uri address)
    {
        using var api = await LogInAsync(address).ConfigureAwait(false);
        return (string)(await api.PostAsync("admin/api-keys", new JsonObject { ["title"] = "connector", ["type"] = "secret" }).ConfigureAwait(false))["api_key"]!["token"]!;
    }

    internal static async Task RunAsync(Uri address)
    {
        using var api = await LogInAsync(address).ConfigureAwait(false);
        var store = await FirstAsync(api, "stores").ConfigureAwait(false);
        await api.PostAsync($"admin/stores/{store}", new JsonObject { ["supported_currencies"] = new JsonArray(new JsonObject { ["currency_code"] = "eur", ["is_default"] = true }) }).ConfigureAwait(false);
        var region = await IdAsync(api, "regions", "region", new JsonObject
        {
            ["name"] = "Europe", ["currency_code"] = "eur", ["countries"] = new JsonArray("de"), ["payment_providers"] = new JsonArray("pp_system_default"), ["automatic_taxes"] = true,
        }).ConfigureAwait(false);
        var taxes = await IdAsync(api, "tax-regions", "tax_region", new JsonObject
        {
            ["country_code"] = "de", ["provider_id"] = "tp_system", ["default_tax_rate"] = new JsonObject { ["name"] = "VAT 20 %", ["code"] = "vat-20", ["rate"] = 20 },
        }).ConfigureAwait(false);
        var channel = await FirstAsync(api, "sales-channels").ConfigureAwait(false);
        var profile = await FirstAsync(api, "shipping-profiles").ConfigureAwait(false);
        var location = await LocationAsync(api, Location, channel).ConfigureAwait(false);
        await LocationAsync(api, SecondLocation, channel).ConfigureAwait(false);
        await ShippingAsync(api, location, profile, region).ConfigureAwait(false);
        await api.PostAsync("admin/promotions", new JsonObject
        {
            ["code"] = Coupon, ["type"] = "standard", ["status"] = "active", ["is_automatic"] = false,
            ["application_method"] = new JsonObject { ["type"] = "percentage", ["target_type"] = "order", ["allocation"] = "across", ["value"] = 10, ["currency_code"] = "eur" },
        }).ConfigureAwait(false);
        var products = new Dictionary<decimal, JsonArray>();
        foreach (var (sku, name, price, tax) in Goods)
        {
            var product = await AddItemAsync(api, sku, name, price, channel, profile, location).ConfigureAwait(false);
            (products.TryGetValue(tax, out var rules) ? rules : products[tax] = []).Add(new JsonObject { ["reference"] = "product", ["reference_id"] = product });
        }

        foreach (var (rate, rules) in products.Where(tax => tax.Key != 20))
        {
            await api.PostAsync("admin/tax-rates", new JsonObject
            {
                ["tax_region_id"] = taxes, ["name"] = string.Create(CultureInfo.InvariantCulture, $"VAT {rate} %"), ["code"] = string.Create(CultureInfo.InvariantCulture, $"vat-{rate}"),
                ["rate"] = rate, ["rules"] = rules,
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Adds a product with one variant and stock in the first location, in a shop that is seeded.</summary>
    /// <returns>The product's id.</returns>
    public static async Task<string> AddItemAsync(MedusaApi api, string sku, string name, decimal price)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(sku);
        var locations = (await api.GetAsync("admin/stock-locations").ConfigureAwait(false))["stock_locations"]!.AsArray();
        return await AddItemAsync(
            api,
            sku,
            name,
            price,
            await FirstAsync(api, "sales-channels").ConfigureAwait(false),
            await FirstAsync(api, "shipping-profiles").ConfigureAwait(false),
            (string)locations.Single(location => (string)location!["name"]! == Location)!["id"]!).ConfigureAwait(false);
    }

    private static async Task<string> AddItemAsync(MedusaApi api, string sku, string name, decimal price, string channel, string profile, string location)
    {
        var product = await IdAsync(api, "products", "product", new JsonObject
        {
            ["title"] = name, ["handle"] = sku.ToLowerInvariant(), ["status"] = "published", ["shipping_profile_id"] = profile,
            ["sales_channels"] = new JsonArray(new JsonObject { ["id"] = channel }),
            ["options"] = new JsonArray(new JsonObject { ["title"] = "Kind", ["values"] = new JsonArray("one") }),
            ["variants"] = new JsonArray(new JsonObject
            {
                ["title"] = "one", ["sku"] = sku, ["manage_inventory"] = true, ["options"] = new JsonObject { ["Kind"] = "one" },
                ["prices"] = new JsonArray(new JsonObject { ["currency_code"] = "eur", ["amount"] = price }),
            }),
        }).ConfigureAwait(false);
        var item = (string)(await api.GetAsync($"admin/inventory-items?sku={sku}").ConfigureAwait(false))["inventory_items"]![0]!["id"]!;
        await api.PostAsync($"admin/inventory-items/{item}/location-levels", new JsonObject { ["location_id"] = location, ["stocked_quantity"] = Stock }).ConfigureAwait(false);
        return product;
    }

    private static async Task<string> LocationAsync(MedusaApi api, string name, string channel)
    {
        var location = await IdAsync(api, "stock-locations", "stock_location", new JsonObject { ["name"] = name }).ConfigureAwait(false);
        await api.PostAsync($"admin/stock-locations/{location}/sales-channels", new JsonObject { ["add"] = new JsonArray(channel) }).ConfigureAwait(false);
        return location;
    }

    private static async Task ShippingAsync(MedusaApi api, string location, string profile, string region)
    {
        await api.PostAsync($"admin/stock-locations/{location}/fulfillment-providers", new JsonObject { ["add"] = new JsonArray("manual_manual") }).ConfigureAwait(false);
        var sets = await api.PostAsync($"admin/stock-locations/{location}/fulfillment-sets?fields=*fulfillment_sets", new JsonObject { ["name"] = "Delivery", ["type"] = "shipping" }).ConfigureAwait(false);
        var zones = await api.PostAsync(
            $"admin/fulfillment-sets/{sets["stock_location"]!["fulfillment_sets"]![0]!["id"]}/service-zones?fields=*service_zones",
            new JsonObject { ["name"] = "Europe", ["geo_zones"] = new JsonArray(new JsonObject { ["type"] = "country", ["country_code"] = "de" }) }).ConfigureAwait(false);
        await api.PostAsync("admin/shipping-options", new JsonObject
        {
            ["name"] = "Parcel", ["service_zone_id"] = zones["fulfillment_set"]!["service_zones"]![0]!["id"]!.DeepClone(), ["shipping_profile_id"] = profile, ["provider_id"] = "manual_manual",
            ["price_type"] = "flat", ["type"] = new JsonObject { ["label"] = "Parcel", ["description"] = "Parcel", ["code"] = "parcel" },
            ["prices"] = new JsonArray(new JsonObject { ["currency_code"] = "eur", ["amount"] = 4.9 }, new JsonObject { ["region_id"] = region, ["amount"] = 4.9 }),
            ["rules"] = new JsonArray(Rule("enabled_in_store", "true"), Rule("is_return", "false")),
        }).ConfigureAwait(false);
    }

    private static JsonObject Rule(string attribute, string value) => new() { ["attribute"] = attribute, ["operator"] = "eq", ["value"] = value };

    private static async Task<MedusaApi> LogInAsync(Uri address)
    {
        using var nobody = new MedusaApi(address);
        var session = await nobody.PostAsync("auth/user/emailpass", new JsonObject { ["email"] = Email, ["password"] = Password }).ConfigureAwait(false);
        return new MedusaApi(address, "Authorization", $"Bearer {session["token"]}");
    }

    private static async Task<string> FirstAsync(MedusaApi api, string list) =>
        (string)(await api.GetAsync("admin/" + list).ConfigureAwait(false))[list.Replace('-', '_')]![0]!["id"]!;

    private static async Task<string> IdAsync(MedusaApi api, string path, string member, JsonObject body) =>
        (string)(await api.PostAsync("admin/" + path, body).ConfigureAwait(false))[member]!["id"]!;
}
