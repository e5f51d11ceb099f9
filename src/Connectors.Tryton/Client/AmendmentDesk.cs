using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>
/// Takes back what was not shipped yet. A sale that is processed keeps its lines in Tryton; what can be done, and what people do at the
/// screen, is to cancel moves of its shipments and to tell the sale that this was meant.
/// </summary>
internal sealed class AmendmentDesk(TrytonClient client, Steps steps, SaleDesk sales, ShipmentDesk shipments)
{
    /// <summary>Quantity of each sale line that still counts: ordered less taken back.</summary>
    public async Task<IReadOnlyDictionary<int, decimal>> CountingAsync(IReadOnlyList<TrytonSaleLine> lines, CancellationToken cancellationToken)
    {
        var ignored = lines.SelectMany(line => line.IgnoredMoves).ToList();
        var moves = ignored.Count == 0
            ? []
            : (await client.ReadAsync(TrytonCall.ReadIds(ShipmentDesk.MoveModel, ignored, TrytonMove.Fields), cancellationToken).ConfigureAwait(false)).Select(TrytonMove.Of).ToDictionary(move => move.Id);
        return lines.ToDictionary(line => line.Id, line => line.Quantity - line.IgnoredMoves.Sum(id => moves[id].Quantity));
    }

    /// <summary>Takes quantities back, after <see cref="FinishAsync"/>.</summary>
    /// <param name="sale">A sale that is processed.</param>
    /// <param name="less">By sale line, how many less.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task TakeBackAsync(TrytonSale sale, IReadOnlyDictionary<int, decimal> less, CancellationToken cancellationToken)
    {
        var open = (await shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false)).Where(shipment => shipment.IsOpen).ToList();
        foreach (var (line, quantity) in less)
        {
            var available = open.Sum(shipment => shipment.Content.GetValueOrDefault(line));
            if (available < quantity)
            {
                throw steps.Problem.Conflict(
                    "/lines", FormattableString.Invariant($"{quantity} of a line of sale {sale.Name} shall be cancelled and only {available} are not shipped or being packed; settle the rest by a return."));
            }
        }

        var left = less.ToDictionary();
        foreach (var shipment in open.Where(shipment => left.Any(pair => pair.Value > 0 && shipment.Content.ContainsKey(pair.Key))))
        {
            await TakeBackAsync(shipment, left, cancellationToken).ConfigureAwait(false);
        }

        await FinishAsync(sale, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeBackAsync(TrytonShipment shipment, Dictionary<int, decimal> left, CancellationToken cancellationToken)
    {
        var draft = await shipments.DraftAsync(shipment, cancellationToken).ConfigureAwait(false);
        var cancelled = new List<int>();
        foreach (var line in left.Keys.ToList())
        {
            var moves = draft.Outgoing.Where(move => move.SaleLine == line && move.State == "draft").ToList();
            var quantity = Math.Min(left[line], moves.Sum(move => move.Quantity));
            if (quantity > 0)
            {
                cancelled.AddRange(await shipments.TakeAsync(moves, quantity, cancellationToken).ConfigureAwait(false));
                left[line] -= quantity;
            }
        }

        if (cancelled.Count > 0)
        {
            await client.RunAsync(TrytonCall.Write(ShipmentDesk.MoveModel, "cancel", Wire.Ids(cancelled)), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await shipments.AssignAsync(draft, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing is left of the shipment, or what is left waits for its goods again.</summary>
    private async Task SettleAsync(TrytonShipment draft, CancellationToken cancellationToken)
    {
        if (draft.Outgoing.All(move => move.State == "cancelled"))
        {
            await shipments.StepAsync(draft, "cancel", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await shipments.AssignAsync(draft, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends on shipments of which something was cancelled, and tells the sale that this was meant: for an attempt that died half way too. A draft of which nothing was
    /// is left alone: somebody works on it.
    /// </summary>
    public async Task FinishAsync(TrytonSale sale, CancellationToken cancellationToken)
    {
        var lines = await sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        var known = lines.SelectMany(line => line.IgnoredMoves).ToHashSet();
        var current = await sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
        var cut = (await shipments.ReadAsync(current.Shipments, cancellationToken).ConfigureAwait(false))
            .Select(shipment => (Shipment: shipment, Moves: shipment.Outgoing.Where(move => move is { State: "cancelled", SaleLine: not null } && !known.Contains(move.Id)).ToList()))
            .Where(one => one.Moves.Count > 0)
            .ToList();
        foreach (var (shipment, _) in cut.Where(one => one.Shipment.State == "draft"))
        {
            await SettleAsync(shipment, cancellationToken).ConfigureAwait(false);
        }

        var cancelled = cut.SelectMany(one => one.Moves).Select(move => move.Id).ToList();
        if (cancelled.Count > 0)
        {
            await steps.RunWizardAsync(
                "sale.handle.shipment.exception",
                "handle",
                new JsonObject { ["ask"] = new JsonObject { ["recreate_moves"] = new JsonArray(), ["domain_moves"] = Wire.Ids(cancelled) } },
                "sale.sale",
                sale.Id,
                cancellationToken).ConfigureAwait(false);
        }
    }
}
