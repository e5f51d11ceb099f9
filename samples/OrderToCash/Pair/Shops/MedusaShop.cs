using System.Text.Json.Nodes;
using Crossdock.Connectors.Medusa;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>A Medusa of a pair. An order's number is its id: the number that people see is not in every answer.</summary>
internal sealed class MedusaShop : IPairShop
{
    private readonly MedusaServer _server;
    private readonly MedusaApi _admin;
    private readonly MedusaBooks _books;

    private MedusaShop(MedusaServer server)
    {
        (_server, _admin) = (server, server.Administer());
        _books = new MedusaBooks(_admin);
    }

    /// <inheritdoc/>
    public IRealSystem System => _server;

    /// <inheritdoc/>
    public bool KeepsAcknowledgements => false;

    /// <inheritdoc/>
    public bool RoundsTotalOnly => true;

    /// <summary>Opens the shop. It sells from its main warehouse only: it would reserve pieces of an order in any that has stock, and no longer ship them from another.</summary>
    public static async Task<MedusaShop> OpenAsync(MedusaServer server)
    {
        var shop = new MedusaShop(server);
        var channel = (await shop._admin.GetAsync("admin/sales-channels?fields=id"))["sales_channels"]![0]!["id"]!;
        var second = (await shop._admin.GetAsync($"admin/stock-locations?name={MedusaSeed.SecondLocation}&fields=id"))["stock_locations"]![0]!["id"]!;
        await shop._admin.PostAsync($"admin/stock-locations/{second}/sales-channels", new JsonObject { ["remove"] = new JsonArray(channel.DeepClone()) });
        return shop;
    }

    /// <inheritdoc/>
    public void Connect(ICrossdockBuilder crossdock, string connection) => crossdock.AddMedusa(connection, shop =>
    {
        RealPairHost.Local(shop.Http, _server.AdminApi);
        shop.ApiKey = new SecretReference(OrderToCashHost.TestSecret(_server.ApiKey));
        shop.Overlap = RealPairHost.Overlap;
    });

    /// <inheritdoc/>
    public async Task<PlacedOrder> PlaceAsync(PlannedOrder plan)
    {
        var bought = await MedusaShopper.BuyAsync(_server, plan.Email, coupon: null, [.. plan.Bought.Select(line => (line.Key, line.Value))]);
        var order = await ReadAsync(bought.Id);
        var payment = (string)order["payment_collections"]![0]!["payments"]![0]!["id"]!;
        await _admin.PostAsync($"admin/payments/{payment}/capture");
        var lines = order["items"]!.AsArray().ToDictionary(line => (string)line!["variant_sku"]!, line => (string)line!["id"]!);
        return new PlacedOrder(plan, bought.Id, ((string)order["currency_code"]!).ToUpperInvariant(), Amount(order["total"]), lines)
        {
            TakenBack = plan.Cancelled is { } sku ? await CancelAsync(bought.Id, payment, lines[sku], Amount(order["total"])) : 0,
        };
    }

    /// <inheritdoc/>
    /// <remarks>This shop's way to pay does it at once.</remarks>
    public Task PayRefundsAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderBooks>> ReadOrdersAsync() => _books.ReadOrdersAsync();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync() => _books.ReadStockAsync();

    /// <inheritdoc/>
    public void Dispose() => _admin.Dispose();

    /// <summary>What is to be paid: the shop computes to fractions of a cent and rounds nothing.</summary>
    public static decimal Amount(JsonNode? amount) => decimal.Round((decimal)amount!, 2, MidpointRounding.AwayFromZero);

    /// <summary>Edits the order, as the shop's people do: this shop knows no other way to take a line back.</summary>
    /// <returns>The money that went back.</returns>
    private async Task<decimal> CancelAsync(string order, string payment, string line, decimal before)
    {
        await _admin.PostAsync("admin/order-edits", new JsonObject { ["order_id"] = order, ["description"] = "The customer changed his mind" });
        await _admin.PostAsync($"admin/order-edits/{order}/items/item/{line}", new JsonObject { ["quantity"] = 0 });
        await _admin.PostAsync($"admin/order-edits/{order}/request");
        await _admin.PostAsync($"admin/order-edits/{order}/confirm");
        var back = before - Amount((await ReadAsync(order))["total"]);
        await _admin.PostAsync($"admin/payments/{payment}/refund", new JsonObject { ["amount"] = back, ["note"] = "Line cancelled" });
        return back;
    }

    private async Task<JsonNode> ReadAsync(string id) =>
        (await _admin.GetAsync($"admin/orders/{id}?fields=id,currency_code,total,*items,*payment_collections.payments"))["order"]
        ?? throw new InvalidOperationException($"The shop has lost order {id}.");
}
