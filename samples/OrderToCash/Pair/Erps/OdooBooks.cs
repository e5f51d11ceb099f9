using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>Odoo's own books, by its API.</summary>
internal sealed class OdooBooks(OdooRpc rpc) : ErpBooks
{
    /// <summary>Pieces on hand by <c>SKU@warehouse</c>, for the items that the shop sells.</summary>
    public static async Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync(OdooRpc rpc)
    {
        var stock = new Dictionary<string, decimal>();
        foreach (var warehouse in await rpc.SearchAsync("stock.warehouse", [], "code"))
        {
            var products = await rpc.CallAsync("product.product", "search_read", new JsonObject
            {
                ["domain"] = OdooRpc.Where("default_code", "in", OdooRpc.Texts(PairGoods.Skus)),
                ["fields"] = OdooRpc.Texts("default_code", "qty_available"),
                ["context"] = new JsonObject { ["warehouse_id"] = (int)warehouse["id"]! },
            });
            foreach (var product in products!.AsArray())
            {
                stock[$"{(string)product!["default_code"]!}@{(string)warehouse["code"]!}"] = Number(product["qty_available"]);
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
        foreach (var sale in await rpc.SearchAsync("sale.order", OdooRpc.Where("state", "!=", "cancel"), "name", "client_order_ref", "state", "amount_total", "order_line"))
        {
            var order = Text(sale["client_order_ref"]);
            if (!IsKnown(order, Text(sale["name"])))
            {
                continue;
            }

            foreach (var line in sale["order_line"]!.AsArray())
            {
                orders[(int)line!] = order;
            }

            if (Text(sale["state"]) == "sale")
            {
                AddSale(order, Number(sale["amount_total"]));
            }
        }

        return orders;
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadShipmentsAsync(IReadOnlyDictionary<int, string> orderOfSaleLine)
    {
        var orders = new Dictionary<string, string>();
        var skus = (await rpc.SearchAsync("product.product", [], "default_code")).ToDictionary(product => (int)product["id"]!, product => Text(product["default_code"]));
        var moves = (await rpc.SearchAsync(
            "stock.move", new JsonArray(new JsonArray("state", "=", "done"), new JsonArray("location_dest_id.usage", "=", "customer")), "picking_id", "sale_line_id", "quantity", "product_id"))
            .ToLookup(move => Reference(move["picking_id"]));
        foreach (var picking in await rpc.SearchAsync("stock.picking", new JsonArray(new JsonArray("state", "=", "done"), new JsonArray("picking_type_code", "=", "outgoing")), "name"))
        {
            var content = moves[(int)picking["id"]!].ToList();
            var number = Text(picking["name"]);
            if (AddShipment(content.Select(move => orderOfSaleLine.GetValueOrDefault(Reference(move["sale_line_id"]) ?? 0)), number, content.Select(Line)) is { } order)
            {
                orders[number] = order;
            }
        }

        foreach (var (sku, pieces) in moves[null].Select(Line))
        {
            AddStrayGoods(sku, pieces);
        }

        return orders;

        (string Sku, int Pieces) Line(JsonObject move) => (skus[Reference(move["product_id"]) ?? 0], (int)Number(move["quantity"]));
    }

    private async Task ReadInvoicesAsync(IReadOnlyDictionary<int, string> orderOfSaleLine, IReadOnlyDictionary<string, string> orderOfShipment)
    {
        var types = OdooRpc.Texts("out_invoice", "out_refund");
        var lines = (await rpc.SearchAsync("account.move.line", new JsonArray(new JsonArray("move_type", "in", types.DeepClone()), new JsonArray("display_type", "=", "product")), "move_id", "sale_line_ids"))
            .ToLookup(line => Reference(line["move_id"]), line => line["sale_line_ids"]!.AsArray());
        foreach (var invoice in await rpc.SearchAsync(
            "account.move", new JsonArray(new JsonArray("move_type", "in", types), new JsonArray("state", "=", "posted")), "name", "ref", "move_type", "amount_total"))
        {
            var order = lines[(int)invoice["id"]!].SelectMany(ids => ids).Select(id => orderOfSaleLine.GetValueOrDefault((int)id!)).FirstOrDefault(one => one is not null);
            var amount = Number(invoice["amount_total"]);
            AddInvoice(order, Text(invoice["name"]), Text(invoice["ref"]), Text(invoice["move_type"]) == "out_refund" ? -amount : amount, orderOfShipment);
        }
    }

    /// <summary>The customers' side of what stands in the bank and cash journals.</summary>
    private async Task ReadPaymentsAsync()
    {
        var lines = await rpc.SearchAsync(
            "account.move.line",
            new JsonArray(
                new JsonArray("journal_id.type", "in", OdooRpc.Texts("bank", "cash")), new JsonArray("parent_state", "=", "posted"), new JsonArray("account_id.account_type", "=", "asset_receivable")),
            "debit", "credit", "move_name", "ref");
        foreach (var line in lines)
        {
            AddPayment(Text(line["move_name"]), Text(line["ref"]), Number(line["credit"]) - Number(line["debit"]));
        }
    }

    /// <summary>A text; empty when there is none, for which Odoo writes <c>false</c>.</summary>
    private static string Text(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)value! : "";

    /// <summary>A binary number with the 15 digits that it holds exactly.</summary>
    private static decimal Number(JsonNode? value) => decimal.Parse(((double)value!).ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The id in a reference, which is an id and a name, or <c>false</c>.</summary>
    private static int? Reference(JsonNode? value) => value is JsonArray pair ? (int)pair[0]! : null;
}
