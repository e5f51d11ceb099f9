using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>The people of the warehouse at their screens in Tryton.</summary>
internal sealed class TrytonWarehouse(TrytonRpc rpc) : ErpWarehouse<TrytonRpcException>
{
    private const string Shipment = "stock.shipment.out";
    private const string Move = "stock.move";

    private static readonly string[] s_collisions = ["Concurrency", "serialize", "deadlock", "locked", "HTTP 5", "Wrong shipment state"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<(string Order, int Sale)>> FindSalesAsync(IReadOnlyList<string> orders)
    {
        var sales = await rpc.SearchAsync(
            "sale.sale",
            new JsonArray(new JsonArray("reference", "in", TrytonRpc.Texts(orders)), new JsonArray("state", "in", TrytonRpc.Texts("processing", "done"))),
            "reference");
        return [.. sales.Select(sale => ((string)sale["reference"]!, (int)sale["id"]!))];
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<PickList>> ReadShipmentsAsync(int sale) =>
        [.. (await ReadAsync(Ids((await rpc.ReadAsync("sale.sale", sale, "shipments"))["shipments"]))).Where(shipment => shipment.State != "cancelled")];

    /// <inheritdoc/>
    protected override async Task PackAsync(PickList shipment, IReadOnlyDictionary<string, int> parcel) =>
        await FinishAsync(IsSame(shipment.Content, parcel) ? shipment.Id : await SplitAsync(shipment, parcel));

    /// <inheritdoc/>
    protected override bool IsCollision(TrytonRpcException refusal) => s_collisions.Any(text => refusal.Error.Contains(text, StringComparison.OrdinalIgnoreCase));

    private async Task<int> SplitAsync(PickList whole, IReadOnlyDictionary<string, int> parcel)
    {
        if (whole.State == "assigned")
        {
            await rpc.PressAsync(Shipment, "wait", whole.Id); // from assigned, "draft" does nothing and says so to nobody
        }

        await TakeOffCancelledAsync(whole.Id);
        await rpc.PressAsync(Shipment, "draft", whole.Id);
        var taken = new List<int>();
        foreach (var (sku, pieces) in parcel)
        {
            var move = whole.Moves.First(one => one.Sku == sku && one.Pieces >= pieces);
            if (move.Pieces > pieces)
            {
                var unit = (int)(await rpc.ReadAsync(Move, move.Id, "uom"))["uom"]!;
                await rpc.WizardAsync(
                    "stock.move.split",
                    TrytonRpc.On(Move, move.Id),
                    ("split", new JsonObject { ["start"] = new JsonObject { ["quantity"] = (double)pieces, ["uom"] = unit, ["count"] = 1 } }));
            }

            taken.Add(move.Id);
        }

        var all = (await ReadAsync([whole.Id]))[0].Moves.Select(move => move.Id);
        await rpc.WizardAsync(
            "stock.shipment.split",
            TrytonRpc.On(Shipment, whole.Id),
            ("split", new JsonObject { ["start"] = new JsonObject { ["moves"] = TrytonRpc.Ids(taken), ["domain_moves"] = TrytonRpc.Ids(all) } }));
        var moved = (await rpc.ReadAsync(Move, taken[0], "shipment"))["shipment"]!.ToString();
        await rpc.PressAsync(Shipment, "wait", whole.Id);
        return int.Parse(moved.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What was cancelled stays on its shipment, which Tryton then refuses to set back to draft.</summary>
    private async Task TakeOffCancelledAsync(int shipment)
    {
        var on = new JsonArray(new JsonArray("shipment", "=", FormattableString.Invariant($"{Shipment},{shipment}")), new JsonArray("state", "=", "cancelled"));
        foreach (var move in await rpc.SearchAsync(Move, on, "state"))
        {
            await rpc.WriteAsync(Move, (int)move["id"]!, new JsonObject { ["shipment"] = null });
        }
    }

    private async Task FinishAsync(int shipment)
    {
        // Each is read again: the server answers the same when a button did nothing, and would pick what is not there.
        foreach (var (from, button) in ((string From, string Button)[])[("draft", "wait"), ("waiting", "assign_try"), ("assigned", "pick"), ("picked", "pack"), ("packed", "done")])
        {
            if ((string?)(await rpc.ReadAsync(Shipment, shipment, "state"))["state"] == from)
            {
                await rpc.PressAsync(Shipment, button, shipment);
            }
        }

        var state = (string?)(await rpc.ReadAsync(Shipment, shipment, "state"))["state"];
        if (state != "done")
        {
            throw new InvalidOperationException($"Shipment {shipment} stayed '{state}' in Tryton.");
        }
    }

    private async Task<IReadOnlyList<PickList>> ReadAsync(IReadOnlyList<int> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await rpc.ModelAsync(Shipment, "read", TrytonRpc.Ids(ids), TrytonRpc.Texts("state", "outgoing_moves"));
        var lists = new List<PickList>();
        foreach (var row in rows!.AsArray().OrderBy(row => (int)row!["id"]!))
        {
            var moves = Ids(row!["outgoing_moves"]) is { Count: > 0 } moveIds
                ? (await rpc.ModelAsync(Move, "read", TrytonRpc.Ids(moveIds), TrytonRpc.Texts("state", "quantity", "product.code")))!.AsArray()
                : [];
            lists.Add(new PickList((int)row["id"]!, (string)row["state"]!, [.. moves
                .Where(move => (string?)move!["state"] != "cancelled")
                .Select(move => new PickLine((int)move!["id"]!, (string)move["product."]!["code"]!, (int)(double)move["quantity"]!))]));
        }

        return lists;
    }

    private static IReadOnlyList<int> Ids(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(id => (int)id!)];
}
