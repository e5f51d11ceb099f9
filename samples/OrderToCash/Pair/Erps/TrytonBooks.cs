using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Tryton's own books, by its RPC.</summary>
internal sealed class TrytonBooks(TrytonRpc rpc) : ErpBooks
{
    /// <summary>Pieces on hand by <c>SKU@warehouse</c>, for the items that the shop sells.</summary>
    /// <param name="rpc">The client.</param>
    /// <param name="today">The day.</param>
    public static async Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync(TrytonRpc rpc, DateOnly today)
    {
        var stock = new Dictionary<string, decimal>();
        foreach (var warehouse in await rpc.SearchAsync("stock.location", TrytonRpc.Where("type", "=", "warehouse"), "code"))
        {
            var context = rpc.Context.DeepClone().AsObject();
            context["locations"] = TrytonRpc.Ids((int)warehouse["id"]!);
            context["stock_date_end"] = TrytonRpc.Date(today);
            context["with_childs"] = true;
            var products = await rpc.ModelAsync(
                context, "product.product", "search_read", TrytonRpc.Where("code", "in", TrytonRpc.Texts(PairGoods.Skus)), 0, null, null, TrytonRpc.Texts("code", "quantity"));
            foreach (var product in products!.AsArray())
            {
                stock[$"{(string)product!["code"]!}@{(string)warehouse["code"]!}"] = (decimal)(double)product["quantity"]!;
            }
        }

        return stock;
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var orderOfSaleLine = await ReadSalesAsync();
        await ReadInvoicesAsync(orderOfSaleLine, await ReadShipmentsAsync(orderOfSaleLine));
        await ReadPaymentsAsync();
    }

    private async Task<IReadOnlyDictionary<int, string>> ReadSalesAsync()
    {
        var orders = new Dictionary<int, string>();
        foreach (var sale in await rpc.SearchAsync("sale.sale", TrytonRpc.Where("state", "!=", "cancelled"), "number", "reference", "state", "total_amount", "lines"))
        {
            var order = (string?)sale["reference"] ?? "";
            if (!IsKnown(order, sale["number"]?.ToString() ?? ""))
            {
                continue;
            }

            foreach (var line in sale["lines"]!.AsArray())
            {
                orders[(int)line!] = order;
            }

            if ((string?)sale["state"] is "confirmed" or "processing" or "done")
            {
                AddSale(order, Amount(sale["total_amount"]));
            }
        }

        return orders;
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadShipmentsAsync(IReadOnlyDictionary<int, string> orderOfSaleLine)
    {
        var orders = new Dictionary<string, string>();
        var moves = (await rpc.SearchAsync("stock.move", new JsonArray(new JsonArray("state", "=", "done"), new JsonArray("to_location.type", "=", "customer")), "shipment", "origin", "quantity", "product.code"))
            .ToLookup(move => move["shipment"]?.ToString() ?? "");
        foreach (var shipment in await rpc.SearchAsync("stock.shipment.out", TrytonRpc.Where("state", "=", "done"), "number"))
        {
            var content = moves[string.Create(CultureInfo.InvariantCulture, $"stock.shipment.out,{(int)shipment["id"]!}")].ToList();
            var number = (string)shipment["number"]!;
            if (AddShipment(content.Select(move => OrderOf(move["origin"], orderOfSaleLine)), number, content.Select(Line)) is { } order)
            {
                orders[number] = order;
            }
        }

        foreach (var (sku, pieces) in moves[""].Select(Line))
        {
            AddStrayGoods(sku, pieces);
        }

        return orders;

        static (string Sku, int Pieces) Line(JsonObject move) => ((string)move["product."]!["code"]!, (int)(double)move["quantity"]!);
    }

    private async Task ReadInvoicesAsync(IReadOnlyDictionary<int, string> orderOfSaleLine, IReadOnlyDictionary<string, string> orderOfShipment)
    {
        var invoices = await rpc.SearchAsync(
            "account.invoice",
            new JsonArray(new JsonArray("type", "=", "out"), new JsonArray("state", "in", TrytonRpc.Texts("posted", "paid"))), "number", "reference", "total_amount", "lines");
        var lines = (await rpc.SearchAsync("account.invoice.line", TrytonRpc.Where("invoice.type", "=", "out"), "invoice", "origin")).ToLookup(line => (int)line["invoice"]!, line => line["origin"]);
        foreach (var invoice in invoices)
        {
            var order = lines[(int)invoice["id"]!].Select(origin => OrderOf(origin, orderOfSaleLine)).FirstOrDefault(one => one is not null);
            AddInvoice(order, invoice["number"]!.ToString(), (string?)invoice["reference"] ?? "", Amount(invoice["total_amount"]), orderOfShipment);
        }
    }

    /// <summary>The customers' side of what stands in the cash journals.</summary>
    private async Task ReadPaymentsAsync()
    {
        var lines = await rpc.SearchAsync(
            "account.move.line",
            new JsonArray(new JsonArray("move.journal.type", "=", "cash"), new JsonArray("move.state", "=", "posted"), new JsonArray("account.type.receivable", "=", true)),
            "debit", "credit", "move.number", "move.description");
        foreach (var line in lines)
        {
            AddPayment(line["move."]!["number"]?.ToString() ?? "", (string?)line["move."]!["description"] ?? "", Amount(line["credit"]) - Amount(line["debit"]));
        }
    }

    // Origins are texts such as "sale.line,12"; of a credit note's lines "account.invoice.line,12".
    private static string? OrderOf(JsonNode? origin, IReadOnlyDictionary<int, string> orderOfSaleLine) =>
        origin?.ToString().Split(',') is ["sale.line", var id] && int.TryParse(id, CultureInfo.InvariantCulture, out var line) ? orderOfSaleLine.GetValueOrDefault(line) : null;

    private static decimal Amount(JsonNode? value) => decimal.Parse((string)value!["decimal"]!, CultureInfo.InvariantCulture);
}
