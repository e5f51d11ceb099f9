using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Lots and tracking numbers of a shipment that another warehouse has sent.</summary>
internal sealed class LotDesk(TrytonClient client, TrytonOptions options, ShipmentDesk shipments, Problem problem)
{
    /// <summary>Writes the lots on the moves inside the warehouse, which decide what is taken and carry over to what leaves.</summary>
    public async Task<TrytonShipment> ApplyAsync(TrytonShipment shipment, IReadOnlyList<ShipmentRequest> requests, SaleLineMatch match, CancellationToken cancellationToken)
    {
        if (shipment.State == "assigned" || requests.All(request => request.Instances.All(instance => instance.LotNumber is null)))
        {
            return shipment;
        }

        if (shipment.State == "draft")
        {
            shipment = await shipments.StepAsync(shipment, "wait", cancellationToken).ConfigureAwait(false);
        }

        foreach (var request in requests.Where(request => request.Instances.Any(instance => instance.LotNumber is not null)))
        {
            var line = match.Find(request.OrderLineId, request.Sku, request.Pointer);
            foreach (var instance in (IEnumerable<ItemInstance>)request.Instances)
            {
                var lot = await FindAsync(instance.LotNumber, line.Product ?? 0, request, cancellationToken).ConfigureAwait(false);
                var quantity = instance.Quantity?.Value ?? request.Quantity.Value;
                var outgoing = shipment.Outgoing.Where(move => move.SaleLine == line.Id).Select(move => move.Id).ToHashSet();
                var inside = shipment.Inventory.Where(move => move.State == "draft" && move.ForMove is { } target && outgoing.Contains(target)).ToList();
                var written = inside.Where(move => move.Lot == lot).Sum(move => move.Quantity);
                if (written >= quantity)
                {
                    continue;
                }

                var taken = await shipments.TakeAsync(inside.Where(move => move.Lot is null), quantity - written, cancellationToken).ConfigureAwait(false);
                await client.RunAsync(TrytonCall.Write(ShipmentDesk.MoveModel, "write", Wire.Ids(taken), new JsonObject { ["lot"] = lot }), cancellationToken).ConfigureAwait(false);
                shipment = await shipments.ReadAsync(shipment.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        return shipment;
    }

    /// <summary>Keeps the tracking numbers on a package that holds the whole shipment.</summary>
    public async Task TrackAsync(TrytonShipment shipment, Shipment document, CancellationToken cancellationToken)
    {
        var numbers = document.TrackingNumbers.Select(tracking => tracking.Number).Distinct(StringComparer.Ordinal).ToList();
        if (options.PackageType is not { } typeName || numbers.Count == 0)
        {
            return;
        }

        var reference = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ShipmentDesk.Model},{shipment.Id}");
        var existing = await client.ReadAsync(TrytonCall.Search("stock.package", Wire.Domain(Wire.Clause("shipment", "=", reference)), 1, null, "code"), cancellationToken).ConfigureAwait(false);
        if (existing.Count > 0)
        {
            return;
        }

        var types = await client.ReadAsync(TrytonCall.Search("stock.package.type", Wire.Domain(Wire.Clause("name", "=", typeName)), 1, null, "name"), cancellationToken).ConfigureAwait(false);
        if (types.Count == 0)
        {
            throw problem.Conflict("/trackingNumbers", $"Tryton has no package type '{typeName}'; create it there, or correct {problem.Option(nameof(TrytonOptions.PackageType))}.");
        }

        var package = new JsonObject
        {
            ["type"] = types[0].Id,
            ["shipment"] = reference,
            ["shipping_reference"] = string.Join(", ", numbers),
            ["moves"] = Wire.Add(shipment.Outgoing.Where(move => move.State != "cancelled").Select(move => move.Id)),
        };
        await client.RunAsync(TrytonCall.Write("stock.package", "create", new JsonArray(package)), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> FindAsync(string? number, int product, ShipmentRequest request, CancellationToken cancellationToken)
    {
        var rows = await client.ReadAsync(
            TrytonCall.Search("stock.lot", Wire.Domain(Wire.Clause("number", "=", number), Wire.Clause("product", "=", product)), 2, null, "number"), cancellationToken).ConfigureAwait(false);
        return rows is [var lot]
            ? lot.Id
            : throw problem.Unmappable($"{request.Pointer}/instances", $"Tryton has no lot '{number}' of '{request.Sku}', or several; create the lot there, or correct it in the warehouse.");
    }
}
