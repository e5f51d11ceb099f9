using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>A customer who buys through the shop's own API, as a browser would.</summary>
public static class MedusaShopper
{
    /// <summary>Fills a cart, gives an address, chooses shipping and pays; the payment is authorised, not captured.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="email">Who buys.</param>
    /// <param name="coupon">A coupon, or null.</param>
    /// <param name="items">SKU and pieces.</param>
    public static async Task<MedusaPlacedOrder> BuyAsync(MedusaServer shop, string email, string? coupon, params (string Sku, int Pieces)[] items)
    {
        ArgumentNullException.ThrowIfNull(shop);
        using var admin = shop.Administer();
        var key = (string)(await admin.GetAsync("admin/api-keys?type=publishable").ConfigureAwait(false))["api_keys"]![0]!["token"]!;
        var region = (await admin.GetAsync("admin/regions").ConfigureAwait(false))["regions"]![0]!["id"]!;
        using var api = new MedusaApi(shop.Address, "x-publishable-api-key", key);
        var cart = (string)(await api.PostAsync("store/carts", new JsonObject
        {
            ["region_id"] = region.DeepClone(), ["email"] = email, ["shipping_address"] = Address(), ["billing_address"] = Address(),
        }).ConfigureAwait(false))["cart"]!["id"]!;
        foreach (var (sku, pieces) in items)
        {
            var variant = (await admin.GetAsync($"admin/product-variants?sku={sku}&fields=id,sku").ConfigureAwait(false))["variants"]!.AsArray().Single(one => (string)one!["sku"]! == sku)!;
            await api.PostAsync($"store/carts/{cart}/line-items", new JsonObject { ["variant_id"] = variant["id"]!.DeepClone(), ["quantity"] = pieces }).ConfigureAwait(false);
        }

        var ways = await api.GetAsync($"store/shipping-options?cart_id={cart}").ConfigureAwait(false);
        await api.PostAsync($"store/carts/{cart}/shipping-methods", new JsonObject { ["option_id"] = ways["shipping_options"]![0]!["id"]!.DeepClone() }).ConfigureAwait(false);
        if (coupon is not null)
        {
            await api.PostAsync($"store/carts/{cart}/promotions", new JsonObject { ["promo_codes"] = new JsonArray(coupon) }).ConfigureAwait(false);
        }

        var payment = (string)(await api.PostAsync("store/payment-collections", new JsonObject { ["cart_id"] = cart }).ConfigureAwait(false))["payment_collection"]!["id"]!;
        await api.PostAsync($"store/payment-collections/{payment}/payment-sessions", new JsonObject { ["provider_id"] = "pp_system_default" }).ConfigureAwait(false);
        var order = (await api.PostAsync($"store/carts/{cart}/complete").ConfigureAwait(false))["order"] ?? throw new InvalidOperationException("The cart did not become an order.");
        return new MedusaPlacedOrder((string)order["id"]!, (decimal)order["total"]!);
    }

    private static JsonObject Address() => new()
    {
        ["first_name"] = "Zoë", ["last_name"] = "Groß", ["company"] = "Groß GmbH", ["address_1"] = "Am Markt 3", ["city"] = "Köln", ["postal_code"] = "50667", ["country_code"] = "de",
        ["phone"] = "+49 221 555",
    };
}
