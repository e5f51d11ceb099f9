using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>The people of the warehouse at their screens in Tryton: they pack what an order still asks for, in one parcel or two.</summary>
internal sealed class TrytonWarehouse(TrytonRpc rpc)
{
    private const string Shipment = "stock.shipment.out";
    private const string Move = "stock.move";
    private const int MostAttempts = 20;

    // Others write to the same order at the same moment; the server then undoes one of the two and says so.
    private static readonly string[] s_tryAgain = ["Concurrency", "serialize", "deadlock", "locked", "HTTP 5", "Wrong shipment state"];

    /// <summary>Ships the orders whose parcels are all there to be packed, as planned.</summary>
    /// <returns>Those that have left now.</returns>
    public async Task<IReadOnlyList<PlacedOrder>> ShipAsync(IReadOnlyCollection<PlacedOrder> orders, TimeProvider time, CancellationToken cancellationToken)
    {
        var left = new List<PlacedOrder>();
        var sales = orders.Count == 0 ? [] : await rpc.SearchAsync(
            "sale.sale",
            new JsonArray(
                new JsonArray("reference", "in", TrytonRpc.Texts(orders.Select(order => order.Number))), new JsonArray("state", "in", TrytonRpc.Texts("processing", "done"))),
            "reference",
            "shipments");
        foreach (var sale in sales)
        {
            var order = orders.Single(one => one.Number == (string?)sale["reference"]);
            if (await ShipAsync(sale, order, time, cancellationToken))
            {
                left.Add(order);
            }
        }

        return left;
    }

    private async Task<bool> ShipAsync(JsonObject sale, PlacedOrder order, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await TryShipAsync(Ids(sale["shipments"]), order);
            }
            catch (TrytonRpcException exception) when (attempt < MostAttempts && s_tryAgain.Any(text => exception.Error.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
    }

    /// <summary>Goes on from wherever an earlier attempt came to: what has left already is not packed again.</summary>
    private async Task<bool> TryShipAsync(IReadOnlyList<int> shipmentIds, PlacedOrder order)
    {
        var shipments = await ReadAsync(shipmentIds);
        var open = shipments.Where(shipment => shipment.State is not ("done" or "cancelled")).ToList();
        var gone = shipments.Where(shipment => shipment.State == "done").ToList();
        if (gone.Count == 0 && !IsSame(Sum(open), order.Plan.Kept))
        {
            return false; // the ERP does not know yet that a line was cancelled
        }

        foreach (var parcel in order.Plan.Parcels.Skip(gone.Count))
        {
            var packed = open.FirstOrDefault(shipment => IsSame(shipment.Content, parcel)) ?? await SplitAsync(open, parcel);
            await FinishAsync(packed.Id);
            open = [.. (await ReadAsync(Ids(await SaleShipmentsAsync(order)))).Where(shipment => shipment.State is not ("done" or "cancelled"))];
        }

        return true;
    }

    private async Task<JsonNode?> SaleShipmentsAsync(PlacedOrder order) =>
        (await rpc.SearchAsync("sale.sale", TrytonRpc.Where("reference", "=", order.Number), "shipments"))[0]["shipments"];

    private async Task<PickList> SplitAsync(IReadOnlyList<PickList> open, IReadOnlyDictionary<string, int> parcel)
    {
        var whole = open.First(shipment => parcel.All(line => shipment.Content.GetValueOrDefault(line.Key) >= line.Value));
        if (whole.State == "assigned")
        {
            await rpc.PressAsync(Shipment, "wait", whole.Id); // from assigned, "draft" does nothing and says so to nobody
        }

        await rpc.PressAsync(Shipment, "draft", whole.Id);
        var taken = new List<int>();
        foreach (var (sku, pieces) in parcel)
        {
            var move = whole.Moves.First(one => one.Sku == sku && one.Pieces >= pieces);
            if (move.Pieces > pieces)
            {
                await rpc.WizardAsync(
                    "stock.move.split",
                    TrytonRpc.On(Move, move.Id),
                    ("split", new JsonObject { ["start"] = new JsonObject { ["quantity"] = (double)pieces, ["uom"] = move.Unit, ["count"] = 1 } }));
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
        return (await ReadAsync([int.Parse(moved.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)]))[0];
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
                ? (await rpc.ModelAsync(Move, "read", TrytonRpc.Ids(moveIds), TrytonRpc.Texts("state", "quantity", "uom", "product.code")))!.AsArray()
                : [];
            lists.Add(new PickList((int)row["id"]!, (string)row["state"]!, [.. moves
                .Where(move => (string?)move!["state"] != "cancelled")
                .Select(move => new PickLine((int)move!["id"]!, (string)move["product."]!["code"]!, (int)(double)move["quantity"]!, (int)move["uom"]!))]));
        }

        return lists;
    }

    private static Dictionary<string, int> Sum(IEnumerable<PickList> lists) =>
        lists.SelectMany(list => list.Content).GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Value));

    private static bool IsSame(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Count == other.Count && one.All(line => other.GetValueOrDefault(line.Key) == line.Value);

    private static IReadOnlyList<int> Ids(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(id => (int)id!)];

    private sealed record PickLine(int Id, string Sku, int Pieces, int Unit);

    private sealed record PickList(int Id, string State, IReadOnlyList<PickLine> Moves)
    {
        public Dictionary<string, int> Content { get; } = Moves.GroupBy(move => move.Sku).ToDictionary(group => group.Key, group => group.Sum(move => move.Pieces));
    }
}
