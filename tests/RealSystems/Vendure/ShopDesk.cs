using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

/// <summary>What the shop's own people do, around the connector.</summary>
internal sealed class ShopDesk(VendureServer shop) : IDisposable
{
    private const string Refusal = "... on ErrorResult { errorCode message }";
    private readonly VendureApi _api = shop.Administer();

    public VendureApi Api => _api;

    /// <summary>Takes the money that was authorised at checkout.</summary>
    public async Task SettleAsync(VendurePlacedOrder order) => await _api.SendAsync(
        $"mutation($i: ID!) {{ settlePayment(id: $i) {{ __typename ... on Payment {{ id }} {Refusal} }} }}",
        new JsonObject { ["i"] = (await OneAsync($"""SELECT p.id FROM payment p WHERE p."orderId" = {order.Id}""")) });

    /// <summary>Cancels pieces of a line; all of the order without a SKU.</summary>
    public async Task CancelAsync(VendurePlacedOrder order, string? sku = null, int pieces = 0)
    {
        var input = new JsonObject { ["orderId"] = order.Id, ["reason"] = "The customer changed his mind", ["cancelShipping"] = sku is null };
        if (sku is not null)
        {
            input["lines"] = new JsonArray(new JsonObject { ["orderLineId"] = await LineAsync(order, sku), ["quantity"] = pieces });
        }

        await _api.SendAsync(
            $"mutation($i: CancelOrderInput!) {{ cancelOrder(input: $i) {{ __typename ... on Order {{ id }} {Refusal} }} }}", new JsonObject { ["i"] = input });
    }

    /// <summary>Marks the only fulfilment of an order as delivered.</summary>
    public async Task DeliverAsync(string fulfilmentId) => await _api.SendAsync(
        $"mutation($i: ID!) {{ transitionFulfillmentToState(id: $i, state: \"Delivered\") {{ __typename ... on Fulfillment {{ id }} {Refusal} }} }}",
        new JsonObject { ["i"] = fulfilmentId });

    public async Task<DateTimeOffset> UpdatedAtAsync(VendurePlacedOrder order) =>
        (await _api.SendAsync("query($i: ID!) { order(id: $i) { updatedAt } }", new JsonObject { ["i"] = order.Id }))!["updatedAt"]!.GetValue<DateTimeOffset>();

    /// <summary>The line's id in the shop's tables.</summary>
    public Task<string> LineAsync(VendurePlacedOrder order, string sku) => OneAsync(
        $"""SELECT l.id FROM order_line l JOIN product_variant v ON v.id = l."productVariantId" WHERE l."orderId" = {order.Id} AND v.sku = '{sku}'""");

    /// <summary>Stock on hand in the shop's tables.</summary>
    public async Task<int> StockAsync(string sku, string location = "1") => int.Parse(
        await OneAsync($"""SELECT s."stockOnHand" FROM stock_level s JOIN product_variant v ON v.id = s."productVariantId" WHERE v.sku = '{sku}' AND s."stockLocationId" = {location}"""),
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The first value of the first row.</summary>
    public async Task<string> OneAsync(string sql) => (await shop.QueryAsync(sql))[0][0]!;

    public void Dispose() => _api.Dispose();
}
