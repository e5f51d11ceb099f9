using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Reads Tryton's own books through its RPC, around the connector, once.</summary>
internal sealed class TrytonBooks(TrytonRpc rpc)
{
    private static readonly string[] s_payments = ["PAY-", "BACK-", "RF-"];

    private readonly Dictionary<string, List<decimal>> _sales = [];
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, int>>> _shipments = [];
    private readonly Dictionary<string, List<decimal>> _invoices = [];
    private readonly Dictionary<string, List<decimal>> _creditNotes = [];
    private readonly Dictionary<string, List<decimal>> _received = [];
    private readonly Dictionary<string, List<decimal>> _paidOut = [];
    private readonly List<string> _strays = [];

    /// <summary>Adds what the ERP holds to what the shop says of its orders.</summary>
    /// <returns>The orders, and what belongs to none of them.</returns>
    public async Task<(IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays)> AddToAsync(IReadOnlyList<OrderBooks> shop)
    {
        var known = shop.Select(order => order.Number).ToHashSet();
        var orderOfSaleLine = await ReadSalesAsync(known);
        var orderOfShipment = await ReadShipmentsAsync(orderOfSaleLine);
        await ReadInvoicesAsync(orderOfSaleLine, orderOfShipment, known);
        await ReadPaymentsAsync(known);
        return ([.. shop.Select(order => order with
        {
            Sales = _sales.GetValueOrDefault(order.Number) ?? [],
            Shipments = _shipments.GetValueOrDefault(order.Number) ?? [],
            Invoices = _invoices.GetValueOrDefault(order.Number) ?? [],
            CreditNotes = _creditNotes.GetValueOrDefault(order.Number) ?? [],
            Received = _received.GetValueOrDefault(order.Number) ?? [],
            PaidOut = _paidOut.GetValueOrDefault(order.Number) ?? [],
        })], _strays);
    }

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

    private async Task<IReadOnlyDictionary<int, string>> ReadSalesAsync(HashSet<string> known)
    {
        var orders = new Dictionary<int, string>();
        foreach (var sale in await rpc.SearchAsync("sale.sale", TrytonRpc.Where("state", "!=", "cancelled"), "number", "reference", "state", "total_amount", "lines"))
        {
            var order = (string?)sale["reference"] ?? "";
            if (!known.Contains(order))
            {
                _strays.Add($"sale {sale["number"]} in the ERP is for order '{order}', which the shop does not have");
                continue;
            }

            foreach (var line in sale["lines"]!.AsArray())
            {
                orders[(int)line!] = order;
            }

            // A draft is no order yet; nobody would ship it.
            if ((string?)sale["state"] is "confirmed" or "processing" or "done")
            {
                Add(_sales, order, Amount(sale["total_amount"]));
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
            if (content.Select(move => OrderOf(move["origin"], orderOfSaleLine)).Distinct().ToList() is not [{ } order])
            {
                _strays.Add($"shipment {number} in the ERP is for no order of the shop, or for several");
                continue;
            }

            orders[number] = order;
            Add<IReadOnlyDictionary<string, int>>(
                _shipments, order, content.GroupBy(move => (string)move["product."]!["code"]!).ToDictionary(group => group.Key, group => group.Sum(move => (int)(double)move["quantity"]!)));
        }

        _strays.AddRange(moves[""].Select(move => $"{move["quantity"]} pieces of {move["product."]!["code"]} left the ERP's warehouse without a shipment"));
        return orders;
    }

    private async Task ReadInvoicesAsync(IReadOnlyDictionary<int, string> orderOfSaleLine, IReadOnlyDictionary<string, string> orderOfShipment, HashSet<string> known)
    {
        var invoices = await rpc.SearchAsync(
            "account.invoice",
            new JsonArray(new JsonArray("type", "=", "out"), new JsonArray("state", "in", TrytonRpc.Texts("posted", "paid"))), "number", "reference", "total_amount", "lines");
        var lines = (await rpc.SearchAsync("account.invoice.line", TrytonRpc.Where("invoice.type", "=", "out"), "invoice", "origin")).ToLookup(line => (int)line["invoice"]!, line => line["origin"]);
        foreach (var invoice in invoices)
        {
            // By the lines where they tell it; a copy made by hand has only the reference.
            var reference = (string?)invoice["reference"] ?? "";
            var order = lines[(int)invoice["id"]!].Select(origin => OrderOf(origin, orderOfSaleLine)).FirstOrDefault(one => one is not null)
                ?? orderOfShipment.GetValueOrDefault(reference)
                ?? known.FirstOrDefault(number => reference == "RF-" + number);
            var amount = Amount(invoice["total_amount"]);
            if (order is null)
            {
                _strays.Add($"invoice {invoice["number"]} over {amount} in the ERP is for no order of the shop");
                continue;
            }

            Add(amount < 0 ? _creditNotes : _invoices, order, Math.Abs(amount));
        }
    }

    /// <summary>The customers' side of what stands in the cash journals. Whose it is, only the description says: PAY-, BACK- or RF- and the order.</summary>
    private async Task ReadPaymentsAsync(HashSet<string> known)
    {
        var lines = await rpc.SearchAsync(
            "account.move.line",
            new JsonArray(new JsonArray("move.journal.type", "=", "cash"), new JsonArray("move.state", "=", "posted"), new JsonArray("account.type.receivable", "=", true)),
            "debit", "credit", "move.number", "move.description");
        foreach (var line in lines)
        {
            var description = (string?)line["move."]!["description"] ?? "";
            var order = known.FirstOrDefault(number => s_payments.Any(kind => description.EndsWith("/" + kind + number, StringComparison.Ordinal)));
            var received = Amount(line["credit"]) - Amount(line["debit"]);
            if (order is null)
            {
                _strays.Add($"{received} received in the ERP (entry {line["move."]!["number"]}, '{description}') is for no order of the shop");
                continue;
            }

            Add(received < 0 ? _paidOut : _received, order, Math.Abs(received));
        }
    }

    // Origins are texts such as "sale.line,12"; of a credit note's lines "account.invoice.line,12".
    private static string? OrderOf(JsonNode? origin, IReadOnlyDictionary<int, string> orderOfSaleLine) =>
        origin?.ToString().Split(',') is ["sale.line", var id] && int.TryParse(id, CultureInfo.InvariantCulture, out var line) ? orderOfSaleLine.GetValueOrDefault(line) : null;

    private static decimal Amount(JsonNode? value) => decimal.Parse((string)value!["decimal"]!, CultureInfo.InvariantCulture);

    private static void Add<T>(Dictionary<string, List<T>> lists, string order, T value)
    {
        if (!lists.TryGetValue(order, out var list))
        {
            lists[order] = list = [];
        }

        list.Add(value);
    }
}
