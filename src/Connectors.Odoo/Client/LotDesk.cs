using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Lots of a shipment that another warehouse has sent.</summary>
internal sealed class LotDesk(OdooClient client, PickingDesk pickings, Problem problem)
{
    /// <summary>
    /// Writes which lots leave. Odoo takes any that are written, in stock or not, so they are counted first; nothing is taken that is not there.
    /// </summary>
    public async Task<OdooPicking> ApplyAsync(
        OdooPicking picking, IReadOnlyList<OdooSaleLine> lines, IReadOnlyList<ShipmentRequest> requests, SaleLineMatch match, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<int, List<(int Lot, decimal Quantity, string Pointer, string Name)>>();
        foreach (var request in requests)
        {
            var line = match.Find(request.OrderLineId, request.Sku, request.Pointer);
            foreach (var instance in ((IEnumerable<ItemInstance>)request.Instances).Where(instance => NameOf(instance) is not null))
            {
                var name = NameOf(instance)!;
                var lot = await FindAsync(name, line.Product ?? 0, request, cancellationToken).ConfigureAwait(false);
                if (!wanted.TryGetValue(line.Id, out var ofLine))
                {
                    wanted[line.Id] = ofLine = [];
                }

                ofLine.Add((lot, instance.Quantity?.Value ?? request.Quantity.Value, request.Pointer, name));
            }
        }

        if (wanted.Count == 0)
        {
            return picking;
        }

        await client.RunAsync(OdooCall.Press(OdooPicking.Model, "do_unreserve", picking.Id), cancellationToken).ConfigureAwait(false);
        foreach (var (line, lots) in wanted)
        {
            var move = picking.Moves.First(one => one.SaleLine == line);
            foreach (var lot in lots)
            {
                await CheckAsync(move, lot.Lot, lots.Where(one => one.Lot == lot.Lot).Sum(one => one.Quantity), lot.Pointer, lot.Name, cancellationToken).ConfigureAwait(false);
            }

            var commands = new JsonArray(new JsonArray(5, 0, 0));
            foreach (var lot in lots)
            {
                commands.Add((JsonNode)new JsonArray(0, 0, new JsonObject
                {
                    ["picking_id"] = picking.Id,
                    ["product_id"] = move.Product,
                    ["product_uom_id"] = move.Unit,
                    ["location_id"] = move.From,
                    ["location_dest_id"] = move.To,
                    ["lot_id"] = lot.Lot,
                    ["quantity"] = lot.Quantity,
                }));
            }

            await client.RunAsync(OdooCall.Write(OdooMove.Model, [move.Id], new JsonObject { ["move_line_ids"] = commands }), cancellationToken).ConfigureAwait(false);
        }

        await client.RunAsync(OdooCall.Press(OdooPicking.Model, "action_assign", picking.Id), cancellationToken).ConfigureAwait(false);
        return await pickings.ReadAsync(picking.Id, lines, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckAsync(OdooMove move, int lot, decimal quantity, string pointer, string name, CancellationToken cancellationToken)
    {
        var quants = await client.SearchAsync(
            OdooCall.Search(
                "stock.quant",
                Wire.Domain(Wire.Clause("product_id", "=", move.Product), Wire.Clause("lot_id", "=", lot), Wire.Clause("location_id", "child_of", move.From)),
                null,
                "quantity", "reserved_quantity"),
            cancellationToken).ConfigureAwait(false);
        var free = quants.Sum(quant => quant.Decimal("quantity") - quant.Decimal("reserved_quantity"));
        if (free < quantity)
        {
            throw problem.Conflict($"{pointer}/instances", FormattableString.Invariant($"Odoo holds {free} of lot '{name}' that are not reserved, and {quantity} were shipped; book the receipt or a count there, then replay this item."));
        }
    }

    private async Task<int> FindAsync(string name, int product, ShipmentRequest request, CancellationToken cancellationToken)
    {
        var rows = await client.SearchAsync(
            OdooCall.Search("stock.lot", Wire.Domain(Wire.Clause("name", "=", name), Wire.Clause("product_id", "=", product)), 2, "name"), cancellationToken).ConfigureAwait(false);
        return rows is [var lot]
            ? lot.Id
            : throw problem.Unmappable($"{request.Pointer}/instances", $"Odoo has no lot '{name}' of '{request.Sku}', or several; create the lot there, or correct it in the warehouse.");
    }

    private static string? NameOf(ItemInstance instance) => instance.SerialNumber ?? instance.LotNumber;
}
