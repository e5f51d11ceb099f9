using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds the transfers of a sales order, takes parts out of them and moves them on.</summary>
internal sealed class PickingDesk(OdooClient client, ExternalIds marks, SaleDesk sales, MasterData master, Problem problem)
{
    private const int MostRounds = 4;

    /// <summary>Transfers to the customer; those inside the warehouse and returns are left out.</summary>
    public async Task<IReadOnlyList<OdooPicking>> ReadAsync(IReadOnlyList<int> ids, IReadOnlyList<OdooSaleLine> lines, CancellationToken cancellationToken)
    {
        var units = await master.GetAsync(cancellationToken).ConfigureAwait(false);
        var rows = (await client.ReadAsync(OdooPicking.Model, ids, OdooPicking.Fields, cancellationToken).ConfigureAwait(false)).Where(row => row.Text("picking_type_code") == "outgoing").ToList();
        var moves = (await client.ReadAsync(OdooMove.Model, rows.SelectMany(row => row.Ids("move_ids")), OdooMove.Fields, cancellationToken).ConfigureAwait(false)).Select(OdooMove.Of).ToDictionary(move => move.Id);
        var names = await marks.NamesAsync(OdooPicking.Model, rows.Select(row => row.Id), cancellationToken).ConfigureAwait(false);
        var lineUnits = lines.ToDictionary(line => line.Id, line => line.Unit);
        return [.. rows.OrderBy(row => row.Id).Select(row =>
        {
            var own = row.Ids("move_ids").Order().Select(id => moves[id]).Where(move => move.State != "cancel").ToList();
            return new OdooPicking
            {
                Id = row.Id,
                Number = row.Required("name"),
                State = row.Required("state"),
                Marks = names[row.Id].ToHashSet(StringComparer.Ordinal),
                Moves = own,
                Content = own.Where(move => move.SaleLine is not null).GroupBy(move => move.SaleLine!.Value)
                    .ToDictionary(group => group.Key, group => group.Sum(move => units.Convert(move.State == "done" ? move.Quantity : move.Demand, move.Unit, lineUnits.GetValueOrDefault(group.Key)))),
            };
        })];
    }

    public async Task<OdooPicking> ReadAsync(int id, IReadOnlyList<OdooSaleLine> lines, CancellationToken cancellationToken) => (await ReadAsync([id], lines, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>
    /// An open transfer that holds exactly the wanted quantities: one that does, or a larger one whose rest is split off into one of its own. Every step of it
    /// can be repeated: what an attempt that died half way left is found and used.
    /// </summary>
    public async Task<OdooPicking> IsolateAsync(
        OdooSale sale, IReadOnlyList<OdooSaleLine> lines, IReadOnlyDictionary<int, decimal> wanted, Func<OdooPicking, bool> isFree, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            sale = await sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            var open = (await ReadAsync(sale.Pickings, lines, cancellationToken).ConfigureAwait(false)).Where(picking => picking.IsOpen && isFree(picking)).ToList();
            if (open.FirstOrDefault(picking => picking.Holds(wanted)) is { } exact)
            {
                return exact;
            }

            var larger = open.FirstOrDefault(picking => wanted.All(pair => picking.Content.GetValueOrDefault(pair.Key) >= pair.Value))
                ?? throw problem.Conflict(
                    "/lines",
                    $"No open transfer of sales order {sale.Number} holds these quantities (open: {(open.Count == 0 ? "none" : string.Join(", ", open.Select(picking => picking.Number)))}); compare the order's transfers in Odoo.");
            await SplitAsync(larger, lines, wanted, cancellationToken).ConfigureAwait(false);
        }

        throw problem.NotYet($"The transfers of sales order {sale.Number} keep changing while they are split.");
    }

    /// <summary>
    /// Reserves the goods anew: quantities that were only written, as for a split, are no reservation, and Odoo ships them all the same. A transfer whose
    /// goods are not all there stays waiting.
    /// </summary>
    public async Task<OdooPicking> AssignAsync(OdooPicking picking, IReadOnlyList<OdooSaleLine> lines, CancellationToken cancellationToken)
    {
        if (picking.State == "draft")
        {
            await client.RunAsync(OdooCall.Press(OdooPicking.Model, "action_confirm", picking.Id), cancellationToken).ConfigureAwait(false);
        }

        await client.RunAsync(OdooCall.Press(OdooPicking.Model, "do_unreserve", picking.Id), cancellationToken).ConfigureAwait(false);
        await client.RunAsync(OdooCall.Press(OdooPicking.Model, "action_assign", picking.Id), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(picking.Id, lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Finishes a transfer whose goods are all reserved. The state is read again: the server may answer with a wizard, and has then shipped nothing.
    /// </summary>
    public async Task<OdooPicking> ShipAsync(OdooPicking picking, IReadOnlyList<OdooSaleLine> lines, string? tracking, CancellationToken cancellationToken)
    {
        if (tracking is not null)
        {
            await client.RunAsync(OdooCall.Write(OdooPicking.Model, [picking.Id], new JsonObject { ["carrier_tracking_ref"] = tracking }), cancellationToken).ConfigureAwait(false);
        }

        await client.RunAsync(OdooCall.Write(OdooMove.Model, picking.Moves.Select(move => move.Id), new JsonObject { ["picked"] = true }), cancellationToken).ConfigureAwait(false);
        var wizard = await client.SendAsync(
            OdooCall.Press(OdooPicking.Model, "button_validate", picking.Id) with { Context = new JsonObject { ["skip_backorder"] = true, ["skip_sms"] = true } },
            result => result.ValueKind == System.Text.Json.JsonValueKind.Object && result.TryGetProperty("res_model", out var model) ? model.GetString() : null,
            cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(picking.Id, lines, cancellationToken).ConfigureAwait(false);
        return after.State == "done"
            ? after
            : throw problem.Conflict(
                "/lines", $"Transfer {picking.Number} stayed '{after.State}': Odoo {(wizard is null ? "reported no error" : $"asks a person ('{wizard}')")} when it was validated, and shipped nothing. Look at it in Odoo, then replay this item.");
    }

    /// <summary>Writes on each move what stays in this transfer, and lets Odoo move the rest into a new one.</summary>
    private async Task SplitAsync(OdooPicking larger, IReadOnlyList<OdooSaleLine> lines, IReadOnlyDictionary<int, decimal> wanted, CancellationToken cancellationToken)
    {
        var units = await master.GetAsync(cancellationToken).ConfigureAwait(false);
        var lineUnits = lines.ToDictionary(line => line.Id, line => line.Unit);
        var left = wanted.ToDictionary();
        foreach (var move in larger.Moves)
        {
            var stays = 0m;
            if (move.SaleLine is { } line && left.TryGetValue(line, out var open))
            {
                stays = Math.Min(move.Demand, units.Convert(open, lineUnits.GetValueOrDefault(line), move.Unit));
                left[line] = open - units.Convert(stays, move.Unit, lineUnits.GetValueOrDefault(line));
            }

            if (move.Quantity != stays)
            {
                await client.RunAsync(OdooCall.Write(OdooMove.Model, [move.Id], new JsonObject { ["quantity"] = stays }), cancellationToken).ConfigureAwait(false);
            }
        }

        await client.RunAsync(OdooCall.Press(OdooPicking.Model, "action_split_transfer", larger.Id), cancellationToken).ConfigureAwait(false);
    }
}
