using System.Text.Json.Nodes;
using Crossdock.Connectors.Vendure;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>A Vendure of a pair.</summary>
internal sealed class VendureShop : IPairShop
{
    private const string Refusal = "... on ErrorResult { errorCode message }";
    private readonly VendureServer _server;
    private readonly VendureApi _admin;
    private readonly VendureBooks _books;

    public VendureShop(VendureServer server)
    {
        (_server, _admin) = (server, server.Administer());
        _books = new VendureBooks(_admin);
    }

    /// <inheritdoc/>
    public IRealSystem System => _server;

    /// <inheritdoc/>
    public bool KeepsAcknowledgements => true;

    /// <inheritdoc/>
    public bool RoundsTotalOnly => false;

    /// <inheritdoc/>
    public void Connect(ICrossdockBuilder crossdock, string connection) => crossdock.AddVendure(connection, shop =>
    {
        RealPairHost.Local(shop.Http, _server.AdminApi);
        shop.ApiKey = new SecretReference(OrderToCashHost.TestSecret(_server.ApiKey));
        shop.StockLocations[PairGoods.MainWarehouse] = "1";
        shop.Overlap = RealPairHost.Overlap;
    });

    /// <inheritdoc/>
    public async Task<PlacedOrder> PlaceAsync(PlannedOrder plan)
    {
        var bought = await VendureShopper.BuyAsync(_server, plan.Email, coupon: null, [.. plan.Bought.Select(line => (line.Key, line.Value))]);
        var order = await ReadAsync(bought.Id);
        var payment = (string)order["payments"]![0]!["id"]!;
        await _admin.SendAsync(
            $"mutation($i: ID!) {{ settlePayment(id: $i) {{ __typename ... on Payment {{ id }} {Refusal} }} }}", new JsonObject { ["i"] = payment });
        var lines = order["lines"]!.AsArray().ToDictionary(line => (string)line!["productVariant"]!["sku"]!, line => (string)line!["id"]!);
        return new PlacedOrder(plan, bought.Code, (string)order["currencyCode"]!, Amount(bought.TotalWithTax), lines)
        {
            TakenBack = plan.Cancelled is { } sku ? await CancelAsync(bought, payment, lines[sku], plan.Bought[sku]) : 0,
        };
    }

    /// <inheritdoc/>
    /// <remarks>The way to pay of this shop cannot do it by itself.</remarks>
    public async Task PayRefundsAsync()
    {
        foreach (var id in await _books.ReadPendingRefundsAsync())
        {
            await _admin.SendAsync(
                $"mutation($i: SettleRefundInput!) {{ settleRefund(input: $i) {{ __typename ... on Refund {{ id }} {Refusal} }} }}",
                new JsonObject { ["i"] = new JsonObject { ["id"] = id, ["transactionId"] = "transfer-" + id } });
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderBooks>> ReadOrdersAsync() => _books.ReadOrdersAsync();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync() => _books.ReadStockAsync();

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    /// <summary>Minor units of the shop as an amount; the shop of this run sells in EUR.</summary>
    public static decimal Amount(long minorUnits) => minorUnits / 100m;

    /// <returns>The money that went back.</returns>
    private async Task<decimal> CancelAsync(VendurePlacedOrder bought, string payment, string line, int pieces)
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
        return Amount(bought.TotalWithTax - now);
    }

    private async Task<JsonNode> ReadAsync(string id) => await _admin.SendAsync(
        "query($i: ID!) { order(id: $i) { id currencyCode totalWithTax payments { id } lines { id productVariant { sku } } } }", new JsonObject { ["i"] = id })
        ?? throw new InvalidOperationException($"The shop has lost order {id}.");
}
