using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>A customer who buys through the shop's own API, as a browser would.</summary>
public static class VendureShopper
{
    private const string Refusal = "... on ErrorResult { errorCode message }";

    /// <summary>Fills a cart, gives an address, chooses shipping and pays; the payment is authorised, not settled.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="email">Who buys.</param>
    /// <param name="coupon">A coupon, or null.</param>
    /// <param name="items">SKU and pieces.</param>
    /// <returns>The order: id, code, totalWithTax in minor units.</returns>
    public static async Task<VendurePlacedOrder> BuyAsync(VendureServer shop, string email, string? coupon, params (string Sku, int Pieces)[] items)
    {
        ArgumentNullException.ThrowIfNull(shop);
        using var admin = shop.Administer();
        using var api = new VendureApi(shop.ShopApi, apiKey: null);
        foreach (var (sku, pieces) in items)
        {
            var variant = await VariantIdAsync(admin, sku).ConfigureAwait(false);
            await StepAsync(api, "addItemToOrder(productVariantId: $a, quantity: $b)", "$a: ID!, $b: Int!", new() { ["a"] = variant, ["b"] = pieces }).ConfigureAwait(false);
        }

        if (coupon is not null)
        {
            await StepAsync(api, "applyCouponCode(couponCode: $a)", "$a: String!", new() { ["a"] = coupon }).ConfigureAwait(false);
        }

        await StepAsync(api, "setCustomerForOrder(input: $a)", "$a: CreateCustomerInput!", new()
        {
            ["a"] = new JsonObject { ["emailAddress"] = email, ["firstName"] = "Zoë", ["lastName"] = "Groß" },
        }).ConfigureAwait(false);
        await StepAsync(api, "setOrderShippingAddress(input: $a)", "$a: CreateAddressInput!", new() { ["a"] = Address() }).ConfigureAwait(false);
        await StepAsync(api, "setOrderBillingAddress(input: $a)", "$a: CreateAddressInput!", new() { ["a"] = Address() }).ConfigureAwait(false);
        var methods = await api.SendAsync("{ eligibleShippingMethods { id } }").ConfigureAwait(false);
        await StepAsync(api, "setOrderShippingMethod(shippingMethodId: $a)", "$a: [ID!]!", new() { ["a"] = new JsonArray(methods![0]!["id"]!.DeepClone()) }).ConfigureAwait(false);
        await StepAsync(api, "transitionOrderToState(state: $a)", "$a: String!", new() { ["a"] = "ArrangingPayment" }).ConfigureAwait(false);
        var order = await StepAsync(api, "addPaymentToOrder(input: $a)", "$a: PaymentInput!", new()
        {
            ["a"] = new JsonObject { ["method"] = "card", ["metadata"] = new JsonObject() },
        }).ConfigureAwait(false);
        return new VendurePlacedOrder((string)order["id"]!, (string)order["code"]!, (long)order["totalWithTax"]!);
    }

    /// <summary>The id of the variant with a SKU.</summary>
    public static async Task<string> VariantIdAsync(VendureApi admin, string sku)
    {
        ArgumentNullException.ThrowIfNull(admin);
        var list = await admin.SendAsync(
            "query($s: String!) { productVariants(options: { filter: { sku: { eq: $s } } }) { items { id } } }", new JsonObject { ["s"] = sku }).ConfigureAwait(false);
        return (string)list!["items"]![0]!["id"]!;
    }

    private static async Task<JsonNode> StepAsync(VendureApi api, string call, string parameters, JsonObject variables) =>
        await api.SendAsync($"mutation({parameters}) {{ {call} {{ __typename ... on Order {{ id code state totalWithTax }} {Refusal} }} }}", variables).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"The shop has no order after {call}.");

    private static JsonObject Address() => new()
    {
        ["fullName"] = "Zoë Groß", ["company"] = "Groß GmbH", ["streetLine1"] = "Am Markt 3", ["city"] = "Köln", ["postalCode"] = "50667", ["countryCode"] = "DE",
        ["phoneNumber"] = "+49 221 555",
    };
}
