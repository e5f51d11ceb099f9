using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds the shipments of a sale, takes parts out of them and moves them on.</summary>
internal sealed class ShipmentDesk(TrytonClient client, Steps steps, SaleDesk sales)
{
    public const string Model = "stock.shipment.out";
    public const string MoveModel = "stock.move";
    private const int MostRounds = 4;

    public async Task<IReadOnlyList<TrytonShipment>> ReadAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await client.ReadAsync(TrytonCall.ReadIds(Model, ids, TrytonShipment.Fields), cancellationToken).ConfigureAwait(false);
        var moveIds = rows.SelectMany(row => row.Ids("outgoing_moves").Concat(row.Ids("inventory_moves"))).ToList();
        var moves = moveIds.Count == 0
            ? []
            : (await client.ReadAsync(TrytonCall.ReadIds(MoveModel, moveIds, TrytonMove.Fields), cancellationToken).ConfigureAwait(false)).Select(TrytonMove.Of).ToDictionary(move => move.Id);
        return
        [
            .. rows.OrderBy(row => row.Id).Select(row => new TrytonShipment
            {
                Id = row.Id,
                Number = row.Text("number"),
                State = row.Required("state"),
                Reference = row.Text("reference"),
                Timestamp = row.Text("_timestamp"),
                Outgoing = [.. row.Ids("outgoing_moves").Order().Select(id => moves[id])],
                Inventory = [.. row.Ids("inventory_moves").Order().Select(id => moves[id])],
            }),
        ];
    }

    public async Task<TrytonShipment> ReadAsync(int id, CancellationToken cancellationToken) => (await ReadAsync([id], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>
    /// An open shipment that holds exactly the wanted quantities: one that does, or one split off a larger one. Every step of it can be
    /// repeated: what an attempt that died half way left is found and used.
    /// </summary>
    /// <param name="sale">The sale.</param>
    /// <param name="wanted">Quantity by sale line, in the line's unit.</param>
    /// <param name="isFree">Tells whether a shipment may be taken.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<TrytonShipment> IsolateAsync(
        TrytonSale sale, IReadOnlyDictionary<int, decimal> wanted, Func<TrytonShipment, bool> isFree, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            sale = await sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            var open = (await ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false)).Where(shipment => shipment.IsOpen && isFree(shipment)).ToList();
            if (open.FirstOrDefault(shipment => shipment.Holds(wanted)) is { } exact)
            {
                // What was split off waits as it did before.
                foreach (var rest in open.Where(shipment => shipment.Id != exact.Id && shipment is { State: "draft", Reference: null }))
                {
                    await steps.RunAsync(Model, "wait", rest.Id, cancellationToken).ConfigureAwait(false);
                }

                return exact;
            }

            var larger = open.FirstOrDefault(shipment => shipment.Content is var content && wanted.All(pair => content.GetValueOrDefault(pair.Key) >= pair.Value))
                ?? throw steps.Problem.Conflict(
                    "/lines",
                    $"No open shipment of sale {sale.Name} holds these quantities (open: {(open.Count == 0 ? "none" : string.Join(", ", open.Select(shipment => shipment.Name)))}); compare the sale's shipments in Tryton.");
            await SplitAsync(larger, wanted, cancellationToken).ConfigureAwait(false);
        }

        throw steps.Problem.NotYet($"The shipments of sale {sale.Name} keep changing while they are split.");
    }

    /// <summary>Writes who asked for a shipment. The server refuses when somebody changed it since it was read.</summary>
    public async Task<TrytonShipment> ClaimAsync(TrytonShipment shipment, JsonObject values, CancellationToken cancellationToken)
    {
        await client.RunAsync(TrytonCall.Write(Model, "write", Wire.Ids(shipment.Id), values) with { Context = Unchanged(shipment) }, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(shipment.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reserves the goods; a shipment whose goods are not all there stays waiting.</summary>
    public async Task<TrytonShipment> AssignAsync(TrytonShipment shipment, CancellationToken cancellationToken)
    {
        if (shipment.State == "draft")
        {
            shipment = await StepAsync(shipment, "wait", cancellationToken).ConfigureAwait(false);
        }

        if (shipment.State == "waiting")
        {
            await steps.RunAsync(Model, "assign_try", shipment.Id, cancellationToken).ConfigureAwait(false);
            shipment = await ReadAsync(shipment.Id, cancellationToken).ConfigureAwait(false);
        }

        return shipment;
    }

    /// <summary>
    /// Picks, packs and finishes an assigned shipment. Nothing else is ever picked: the server would not object, and stock would go far
    /// below zero.
    /// </summary>
    public async Task<TrytonShipment> ShipAsync(TrytonShipment shipment, Func<TrytonShipment, Task> whenPicked, CancellationToken cancellationToken)
    {
        while (shipment.State != "done")
        {
            switch (shipment.State)
            {
                case "assigned" when shipment.Inventory.All(move => move.State is "assigned" or "done" or "cancelled"):
                    shipment = await StepAsync(shipment, "pick", cancellationToken).ConfigureAwait(false);
                    break;
                case "picked":
                    await whenPicked(shipment).ConfigureAwait(false);
                    shipment = await StepAsync(shipment, "pack", cancellationToken).ConfigureAwait(false);
                    break;
                case "packed":
                    shipment = await StepAsync(shipment, "done", cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw steps.Problem.Conflict("/lines", $"Shipment {shipment.Name} is '{shipment.State}' in Tryton and cannot be finished from there; look at it, then replay this item.");
            }
        }

        return shipment;
    }

    /// <summary>Takes a shipment back to where its moves can be changed; an assigned one has to wait first, or the server does nothing.</summary>
    public async Task<TrytonShipment> DraftAsync(TrytonShipment shipment, CancellationToken cancellationToken)
    {
        if (shipment.State == "assigned")
        {
            shipment = await StepAsync(shipment, "wait", cancellationToken).ConfigureAwait(false);
        }

        return shipment.State == "draft" ? shipment : await StepAsync(shipment, "draft", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One transition, which has to show: the server answers the same when it did nothing.</summary>
    public async Task<TrytonShipment> StepAsync(TrytonShipment shipment, string button, CancellationToken cancellationToken)
    {
        await steps.RunAsync(Model, button, shipment.Id, Unchanged(shipment), cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(shipment.Id, cancellationToken).ConfigureAwait(false);
        return after.State != shipment.State
            ? after
            : throw steps.Problem.NotYet($"Shipment {shipment.Name} stayed '{shipment.State}' though Tryton reported no error to '{button}'.");
    }

    /// <summary>Makes a move hold exactly a quantity; the rest becomes a move of its own beside it.</summary>
    public Task SplitMoveAsync(TrytonMove move, decimal quantity, CancellationToken cancellationToken) => steps.RunWizardAsync(
        "stock.move.split",
        "split",
        new JsonObject { ["start"] = new JsonObject { ["quantity"] = Wire.Float(quantity), ["uom"] = move.Unit, ["count"] = 1 } },
        MoveModel,
        move.Id,
        cancellationToken);

    /// <summary>Splits moves of one sale line until some of them hold a quantity, and answers these.</summary>
    public async Task<IReadOnlyList<int>> TakeAsync(IEnumerable<TrytonMove> moves, decimal quantity, CancellationToken cancellationToken)
    {
        var (taken, left) = (new List<int>(), quantity);
        foreach (var move in moves.OrderByDescending(move => move.Quantity == quantity).ThenBy(move => move.Quantity).ThenBy(move => move.Id))
        {
            if (left <= 0)
            {
                break;
            }

            if (move.Quantity > left)
            {
                await SplitMoveAsync(move, left, cancellationToken).ConfigureAwait(false);
            }

            taken.Add(move.Id);
            left -= Math.Min(left, move.Quantity);
        }

        return taken;
    }

    private async Task SplitAsync(TrytonShipment larger, IReadOnlyDictionary<int, decimal> wanted, CancellationToken cancellationToken)
    {
        var draft = await DraftAsync(larger, cancellationToken).ConfigureAwait(false);
        var taken = new List<int>();
        foreach (var (line, quantity) in wanted)
        {
            taken.AddRange(await TakeAsync(draft.Outgoing.Where(move => move.SaleLine == line && move.State == "draft"), quantity, cancellationToken).ConfigureAwait(false));
        }

        draft = await ReadAsync(draft.Id, cancellationToken).ConfigureAwait(false);
        var all = draft.Outgoing.Where(move => move.State == "draft").Select(move => move.Id).ToList();
        if (all.Except(taken).Any())
        {
            await steps.RunWizardAsync(
                "stock.shipment.split",
                "split",
                new JsonObject { ["start"] = new JsonObject { ["moves"] = Wire.Ids(taken), ["domain_moves"] = Wire.Ids(all) } },
                Model,
                draft.Id,
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonObject Unchanged(TrytonShipment shipment) =>
        new() { ["_timestamp"] = new JsonObject { [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Model},{shipment.Id}")] = shipment.Timestamp } };
}
