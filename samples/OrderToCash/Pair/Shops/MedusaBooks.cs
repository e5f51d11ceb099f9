using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Reads Medusa's own books through its admin API, around the connector. Amounts are rounded to cents, as they are paid.</summary>
internal sealed class MedusaBooks(MedusaApi api)
{
    private const int PageSize = 50;
    private const string Fields = "id,total,*items,*credit_lines,*payment_collections.payments.captures,*payment_collections.payments.refunds,*fulfillments,*fulfillments.items";

    /// <summary>Reads all orders that were placed.</summary>
    public async Task<IReadOnlyList<OrderBooks>> ReadOrdersAsync()
    {
        var orders = new List<OrderBooks>();
        while (true)
        {
            var page = await api.GetAsync($"admin/orders?fields={Fields}&order=created_at&limit={PageSize}&offset={orders.Count}");
            orders.AddRange(page["orders"]!.AsArray().Select(order => Read(order!)));
            if (orders.Count >= (int)page["count"]! || page["orders"]!.AsArray().Count == 0)
            {
                return orders;
            }
        }
    }

    /// <summary>Pieces on hand by <c>SKU@warehouse</c>; the shop's stock locations are named as the ERP's warehouses.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync()
    {
        var names = (await api.GetAsync("admin/stock-locations?fields=id,name"))["stock_locations"]!.AsArray().ToDictionary(place => (string)place!["id"]!, place => (string)place!["name"]!);
        var items = (await api.GetAsync("admin/inventory-items?fields=id,sku,*location_levels&limit=100"))["inventory_items"]!.AsArray();
        return items
            .SelectMany(item => item!["location_levels"]!.AsArray().Select(level => (Place: $"{(string)item["sku"]!}@{names[(string)level!["location_id"]!]}", OnHand: (decimal)level["stocked_quantity"]!)))
            .ToDictionary(level => level.Place, level => level.OnHand);
    }

    private static OrderBooks Read(JsonNode order)
    {
        var items = order["items"]!.AsArray();
        var skus = items.ToDictionary(line => (string)line!["id"]!, line => (string)line!["variant_sku"]!);
        var payments = order["payment_collections"]!.AsArray().SelectMany(collection => collection!["payments"]?.AsArray() ?? []).ToList();
        return new OrderBooks((string)order["id"]!)
        {
            
            // With what was paid back, for which the shop lowers the total. Nobody gives credit otherwise in this run.
            ShopTotal = MedusaShop.Amount(JsonValue.Create((decimal)order["total"]! + (order["credit_lines"]?.AsArray().Sum(line => (decimal)line!["amount"]!) ?? 0))),
            ShopPieces = Pieces(items, "id", skus),
            PaidIn = payments.SelectMany(payment => payment!["captures"]?.AsArray() ?? []).Sum(capture => MedusaShop.Amount(capture!["amount"])),
            PaidBack =
            [
                .. payments.SelectMany(payment => payment!["refunds"]?.AsArray() ?? []).Select(refund => ((string?)refund!["note"] ?? "", MedusaShop.Amount(refund["amount"]))),
            ],
            Fulfilments =
            [
                .. order["fulfillments"]!.AsArray()
                    .Where(fulfilment => fulfilment!["shipped_at"] is not null && fulfilment["canceled_at"] is null)
                    .Select(fulfilment => Pieces(fulfilment!["items"]!.AsArray(), "line_item_id", skus)),
            ],
        };
    }

    private static IReadOnlyDictionary<string, int> Pieces(JsonArray lines, string lineId, IReadOnlyDictionary<string, string> skus) =>
        lines.Where(line => (decimal)line!["quantity"]! > 0)
            .GroupBy(line => skus[(string)line![lineId]!])
            .ToDictionary(group => group.Key, group => group.Sum(line => (int)(decimal)line!["quantity"]!));
}
