using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Reads Vendure's own books through its admin API, around the connector.</summary>
internal sealed class VendureBooks(VendureApi api)
{
    private const int PageSize = 100;
    private const string Orders = """
        query($skip: Int!, $take: Int!) {
          orders(options: { skip: $skip, take: $take, sort: { createdAt: ASC }, filter: { active: { eq: false } } }) {
            totalItems
            items {
              code totalWithTax lines { id quantity productVariant { sku } }
              payments { amount state refunds { id total state reason } }
              fulfillments { state lines { orderLineId quantity } }
            }
          }
        }
        """;

    private const string Stock = "{ productVariants(options: { take: 100 }) { items { sku stockLevels { stockOnHand stockLocation { name } } } } }";

    /// <summary>Reads all orders that were placed.</summary>
    public async Task<IReadOnlyList<OrderBooks>> ReadOrdersAsync() => [.. (await ReadAllAsync()).Select(Read)];

    /// <summary>Ids of refunds whose money nobody has transferred yet.</summary>
    public async Task<IReadOnlyList<string>> ReadPendingRefundsAsync() =>
    [
        .. (await ReadAllAsync()).SelectMany(order => order["payments"]?.AsArray() ?? []).SelectMany(payment => payment!["refunds"]!.AsArray())
            .Where(refund => (string)refund!["state"]! == "Pending")
            .Select(refund => (string)refund!["id"]!),
    ];

    /// <summary>Pieces on hand by <c>SKU@warehouse</c>, named as in the ERP.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync()
    {
        var variants = (await api.SendAsync(Stock))!["items"]!.AsArray();
        return variants
            .SelectMany(variant => variant!["stockLevels"]!.AsArray().Select(level => (
                Place: $"{(string)variant["sku"]!}@{Warehouse((string)level!["stockLocation"]!["name"]!)}", OnHand: (decimal)level["stockOnHand"]!)))
            .ToDictionary(level => level.Place, level => level.OnHand);
    }

    private async Task<IReadOnlyList<JsonNode>> ReadAllAsync()
    {
        var orders = new List<JsonNode>();
        while (true)
        {
            var page = (await api.SendAsync(Orders, new JsonObject { ["skip"] = orders.Count, ["take"] = PageSize }))!;
            orders.AddRange(page["items"]!.AsArray().Select(order => order!));
            if (orders.Count >= (int)page["totalItems"]! || page["items"]!.AsArray().Count == 0)
            {
                return orders;
            }
        }
    }

    private static string Warehouse(string location) => location == VendureSeed.SecondLocation ? location : PairGoods.MainWarehouse;

    private static OrderBooks Read(JsonNode order)
    {
        var skus = order["lines"]!.AsArray().ToDictionary(line => (string)line!["id"]!, line => (string)line!["productVariant"]!["sku"]!);
        var payments = order["payments"]?.AsArray() ?? [];
        return new OrderBooks((string)order["code"]!)
        {
            ShopTotal = Amount(order["totalWithTax"]),
            ShopPieces = Pieces(order["lines"]!.AsArray(), line => skus[(string)line["id"]!]),
            PaidIn = payments.Where(payment => (string)payment!["state"]! == "Settled").Sum(payment => Amount(payment!["amount"])),
            PaidBack =
            [
                .. payments.SelectMany(payment => payment!["refunds"]!.AsArray())
                    .Where(refund => (string)refund!["state"]! == "Settled")
                    .Select(refund => ((string?)refund!["reason"] ?? "", Amount(refund["total"]))),
            ],
            Fulfilments =
            [
                .. (order["fulfillments"]?.AsArray() ?? [])
                    .Where(fulfilment => (string)fulfilment!["state"]! is "Shipped" or "Delivered")
                    .Select(fulfilment => Pieces(fulfilment!["lines"]!.AsArray(), line => skus[(string)line["orderLineId"]!])),
            ],
        };
    }

    private static IReadOnlyDictionary<string, int> Pieces(JsonArray lines, Func<JsonNode, string> sku) =>
        lines.Where(line => (int)line!["quantity"]! > 0).GroupBy(line => sku(line!)).ToDictionary(group => group.Key, group => group.Sum(line => (int)line!["quantity"]!));

    private static decimal Amount(JsonNode? minorUnits) => VendureShop.Amount(long.Parse(minorUnits!.ToString(), CultureInfo.InvariantCulture));
}
