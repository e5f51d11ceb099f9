using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>The people of the warehouse at their screens in Odoo: they write what they packed, and say yes when asked whether the rest shall follow.</summary>
internal sealed class OdooWarehouse(OdooRpc rpc) : ErpWarehouse<OdooRpcException>
{
    private const string Picking = "stock.picking";
    private const string Move = "stock.move";
    private const string Backorder = "stock.backorder.confirmation";

    private static readonly string[] s_collisions = ["serialize", "deadlock", "could not obtain lock", "ConcurrencyError", "LockError", "InFailedSqlTransaction"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<(string Order, int Sale)>> FindSalesAsync(IReadOnlyList<string> orders)
    {
        var sales = await rpc.SearchAsync(
            "sale.order", new JsonArray(new JsonArray("client_order_ref", "in", OdooRpc.Texts(orders)), new JsonArray("state", "=", "sale")), "client_order_ref");
        return [.. sales.Select(sale => ((string)sale["client_order_ref"]!, (int)sale["id"]!))];
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<PickList>> ReadShipmentsAsync(int sale)
    {
        var pickings = await rpc.SearchAsync(
            Picking, new JsonArray(new JsonArray("sale_id", "=", sale), new JsonArray("picking_type_code", "=", "outgoing"), new JsonArray("state", "!=", "cancel")), "state");
        var moves = await rpc.SearchAsync(
            Move,
            new JsonArray(new JsonArray("picking_id", "in", OdooRpc.Ids(pickings.Select(picking => (int)picking["id"]!))), new JsonArray("state", "!=", "cancel"), new JsonArray("product_uom_qty", ">", 0)),
            "picking_id", "product_id", "product_uom_qty");
        var skus = (await rpc.SearchAsync("product.product", OdooRpc.Where("default_code", "in", OdooRpc.Texts(PairGoods.Skus)), "default_code"))
            .ToDictionary(product => (int)product["id"]!, product => (string)product["default_code"]!);
        var lines = moves.ToLookup(move => (int)move["picking_id"]![0]!, move => new PickLine((int)move["id"]!, skus[(int)move["product_id"]![0]!], (int)(double)move["product_uom_qty"]!));
        return [.. pickings.Select(picking => new PickList((int)picking["id"]!, (string)picking["state"]!, [.. lines[(int)picking["id"]!]]))];
    }

    /// <inheritdoc/>
    protected override async Task PackAsync(PickList shipment, IReadOnlyDictionary<string, int> parcel)
    {
        var left = parcel.ToDictionary();
        foreach (var move in shipment.Moves)
        {
            var packed = Math.Min(move.Pieces, left.GetValueOrDefault(move.Sku));
            left[move.Sku] = left.GetValueOrDefault(move.Sku) - packed;
            await rpc.WriteAsync(Move, move.Id, new JsonObject { ["quantity"] = packed, ["picked"] = packed > 0 });
        }

        // When not all is packed Odoo does nothing yet and asks what becomes of the rest.
        if (await rpc.PressAsync(Picking, "button_validate", shipment.Id) is JsonObject question && (string?)question["res_model"] == Backorder)
        {
            var context = question["context"]!.AsObject();
            context["button_validate_picking_ids"] = OdooRpc.Ids(shipment.Id);
            var answer = await rpc.CreateAsync(Backorder, new JsonObject { ["pick_ids"] = new JsonArray(new JsonArray(6, 0, OdooRpc.Ids(shipment.Id))) }, context.DeepClone().AsObject());
            await rpc.CallAsync(Backorder, "process", new JsonObject { ["ids"] = OdooRpc.Ids(answer), ["context"] = context.DeepClone() });
        }

        var state = (string?)(await rpc.ReadAsync(Picking, shipment.Id, "state"))["state"];
        if (state != "done")
        {
            throw new InvalidOperationException($"Transfer {shipment.Id} stayed '{state}' in Odoo.");
        }
    }

    /// <inheritdoc/>
    protected override bool IsCollision(OdooRpcException refusal) => s_collisions.Any(text => refusal.Message.Contains(text, StringComparison.OrdinalIgnoreCase));
}
