using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Customers, and the shop's own people: what happens in the shop's own pages, around the connector.</summary>
internal sealed class ShopPeople(VendureServer shop) : IDisposable
{
    private const string Refusal = "... on ErrorResult { errorCode message }";
    private readonly VendureApi _admin = shop.Administer();

    /// <summary>A customer checks out, the money is taken, and where planned a line is taken back and its money with it.</summary>
    /// <returns>The order as it stands then.</returns>
    public async Task<PlacedOrder> PlaceAsync(PlannedOrder plan)
    {
        var bought = await VendureShopper.BuyAsync(shop, plan.Email, coupon: null, [.. plan.Bought.Select(line => (line.Key, line.Value))]);
        var order = await ReadAsync(bought.Id);
        var payment = (string)order["payments"]![0]!["id"]!;
        await _admin.SendAsync(
            $"mutation($i: ID!) {{ settlePayment(id: $i) {{ __typename ... on Payment {{ id }} {Refusal} }} }}", new JsonObject { ["i"] = payment });
        var lines = order["lines"]!.AsArray().ToDictionary(line => (string)line!["productVariant"]!["sku"]!, line => (string)line!["id"]!);
        var placed = new PlacedOrder(plan, bought.Code, (string)order["currencyCode"]!, Amount(bought.TotalWithTax), lines);
        if (plan.Cancelled is { } sku)
        {
            await CancelAsync(bought, payment, lines[sku], plan.Bought[sku]);
        }

        return placed;
    }

    /// <summary>Transfers the money of all refunds that wait for it: the way to pay of this shop cannot do it by itself.</summary>
    public async Task PayRefundsAsync()
    {
        foreach (var id in await ShopBooks.ReadPendingRefundsAsync(_admin))
        {
            await _admin.SendAsync(
                $"mutation($i: SettleRefundInput!) {{ settleRefund(input: $i) {{ __typename ... on Refund {{ id }} {Refusal} }} }}",
                new JsonObject { ["i"] = new JsonObject { ["id"] = id, ["transactionId"] = "transfer-" + id } });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    /// <summary>Minor units of the shop as an amount; the shop of this run sells in EUR.</summary>
    public static decimal Amount(long minorUnits) => minorUnits / 100m;

    private async Task CancelAsync(VendurePlacedOrder bought, string payment, string line, int pieces)
    {
        await _admin.SendAsync(
            $"mutation($i: CancelOrderInput!) {{ cancelOrder(input: $i) {{ __typename ... on Order {{ id }} {Refusal} }} }}",
            new JsonObject
            {
                ["i"] = new JsonObject
                {
                    ["orderId"] = bought.Id, ["reason"] = "The customer changed his mind", ["cancelShipping"] = false,
                    ["lines"] = new JsonArray(new JsonObject { ["orderLineId"] = line, ["quantity"] = pieces }),
                },
            });
        var now = (long)(await ReadAsync(bought.Id))["totalWithTax"]!;
        await _admin.SendAsync(
            $"mutation($i: RefundOrderInput!) {{ refundOrder(input: $i) {{ __typename ... on Refund {{ id }} {Refusal} }} }}",
            new JsonObject
            {
                ["i"] = new JsonObject
                {
                    ["paymentId"] = payment, ["amount"] = bought.TotalWithTax - now, ["shipping"] = 0, ["adjustment"] = 0, ["lines"] = new JsonArray(), ["reason"] = "Line cancelled",
                },
            });
    }

    private async Task<JsonNode> ReadAsync(string id) => await _admin.SendAsync(
        "query($i: ID!) { order(id: $i) { id currencyCode totalWithTax payments { id } lines { id productVariant { sku } } } }", new JsonObject { ["i"] = id })
        ?? throw new InvalidOperationException($"The shop has lost order {id}.");
}
