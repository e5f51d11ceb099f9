using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>
/// Shipments out. Telling the shop takes two calls, a fulfilment (which means packed) and its shipment, and the shop has no idempotency keys: it took two of
/// three parallel fulfilments of the same pieces. So one order is worked on at a time, what is there is read first, and whatever half an earlier attempt left
/// is finished.
/// </content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shipment = request.Command.Document;
        var (parts, problem) = ShipmentMapping.Read(shipment, _options);
        if (problem is var (pointer, message))
        {
            return EffectResult.Rejected(Refuse(ErrorKind.Validation, message, pointer));
        }

        var results = new List<EffectResult>(parts.Count);
        foreach (var part in parts)
        {
            var result = await _perOrder.RunAsync(part.OrderId, () => ReportAsync(shipment, part, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == EffectOutcome.Rejected)
            {
                return result;
            }

            results.Add(result);
        }

        return results.FirstOrDefault(result => result.Outcome == EffectOutcome.Applied) ?? results[0];
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shipment = request.Command.Document;
        MedusaFulfilment? last = null;
        foreach (var part in ShipmentMapping.Read(shipment, _options).Parts)
        {
            // One that was packed and not shipped has not happened yet: sending again finishes it.
            // One that tells something else is of an earlier version of the shipment.
            var order = await _orders.GetAsync(part.OrderId, cancellationToken).ConfigureAwait(false);
            last = order?.Fulfillments.FirstOrDefault(fulfilment => ShipmentMapping.IsSame(fulfilment, shipment) && fulfilment.ShippedAt is not null
                && ShipmentMapping.Holds(fulfilment, shipment, ShipmentMapping.FindLines(order, part).Pieces));
            if (last is null)
            {
                return ProbeResult.NotFound;
            }
        }

        return last is null ? ProbeResult.NotFound : ProbeResult.Found(Reference(last));
    }

    private async Task<EffectResult> ReportAsync(Shipment shipment, ShipmentPart part, CancellationToken cancellationToken)
    {
        if (await _orders.GetAsync(part.OrderId, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.NotFound, $"The shop has no order '{part.OrderId}'; check that the shipment belongs to this shop.", "/orders"));
        }

        var (pieces, problem) = ShipmentMapping.FindLines(order, part);
        if (problem is var (pointer, message))
        {
            return EffectResult.Rejected(Refuse(ErrorKind.Validation, message, pointer));
        }

        var fulfilment = order.Fulfillments.FirstOrDefault(one => ShipmentMapping.IsSame(one, shipment));
        if (fulfilment is not null && !ShipmentMapping.Holds(fulfilment, shipment, pieces))
        {
            return EffectResult.Rejected(Refuse(
                ErrorKind.Conflict,
                $"Fulfilment {fulfilment.Id} of order '{order.Id}' tells other pieces or tracking numbers of this shipment, and the shop has no way to change one. Cancel it there if it is wrong, or discard this item.",
                "/lines"));
        }

        if (fulfilment?.ShippedAt is not null)
        {
            return EffectResult.AlreadyApplied(Reference(fulfilment));
        }

        if (fulfilment is null)
        {
            if (order.Items.FirstOrDefault(line => pieces.GetValueOrDefault(line.Id) > line.RawQuantity - line.Detail.RawFulfilledQuantity) is { } line)
            {
                return EffectResult.Rejected(Refuse(
                    ErrorKind.Conflict,
                    FormattableString.Invariant($"Of line '{line.Id}' {pieces[line.Id]} are to be shipped and {line.RawQuantity - line.Detail.RawFulfilledQuantity} are left; compare the fulfilments of order '{order.Id}' in the shop."),
                    "/lines"));
            }

            var (location, unknown) = await FindShippingLocationAsync(shipment, cancellationToken).ConfigureAwait(false);
            if (unknown is not null)
            {
                return EffectResult.Rejected(unknown);
            }

            var packing = new JsonObject { ["items"] = ShipmentMapping.Items(pieces), ["metadata"] = ShipmentMapping.Marks(shipment, pieces) };
            if (location is not null)
            {
                packing["location_id"] = location;
            }

            var (packed, refused) = await ChangeAsync("fulfilment", $"orders/{Uri.EscapeDataString(order.Id)}/fulfillments", packing, cancellationToken).ConfigureAwait(false);
            if (refused is not null)
            {
                return EffectResult.Rejected(Refused(
                    refused, "Compare the order's reservations and fulfilments in the shop; pieces reserved at another location, or goods and services in one shipment, are refused.", "/lines"));
            }

            fulfilment = packed!.Fulfillments.FirstOrDefault(one => ShipmentMapping.IsSame(one, shipment)) ?? throw InDoubt("fulfilment");
        }

        var shipping = new JsonObject { ["items"] = ShipmentMapping.Items(pieces), ["labels"] = ShipmentMapping.Labels(shipment) };
        var (_, notShipped) = await ChangeAsync(
            "shipment", $"orders/{Uri.EscapeDataString(order.Id)}/fulfillments/{Uri.EscapeDataString(fulfilment.Id)}/shipments", shipping, cancellationToken).ConfigureAwait(false);
        return notShipped is null
            ? EffectResult.Applied(Reference(fulfilment))
            : EffectResult.Rejected(Refused(notShipped, $"Fulfilment {fulfilment.Id} of order '{order.Id}' is there and could not be marked as shipped; look at it in the shop.", "/lines"));
    }

    /// <summary>Changes an order and reads it from the answer; or the shop's refusal, after which nothing was done.</summary>
    private async Task<(MedusaOrder? Order, ConnectorError? Refusal)> ChangeAsync(string operation, string path, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            return (await _client.PostAsync(
                operation,
                path + MedusaQuery.Empty.And("fields", OrderReader.Fields),
                body,
                answer => answer.GetProperty("order").Deserialize(MedusaJson.Default.MedusaOrder) ?? throw new JsonException(),
                cancellationToken).ConfigureAwait(false), null);
        }
        catch (ConnectorException exception) when (exception.Kind is ErrorKind.Validation or ErrorKind.NotFound)
        {
            return (null, exception.Error);
        }
    }

    private async Task<(string? Location, ConnectorError? Refusal)> FindShippingLocationAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (shipment.Location?.Code is not { } code)
        {
            // The shop then takes the location of the order's shipping option.
            return (null, null);
        }

        var location = await _locations.FindAsync(code, cancellationToken).ConfigureAwait(false);
        return (location, location is null ? UnknownLocation(code, "/location/code") : null);
    }

    private ConnectorException InDoubt(string operation) =>
        new(ErrorKind.UnknownOutcome, $"Connection '{_connection.Name}': {operation} was answered without what it made. It may have happened: probe before sending it again.");

    private ConnectorError UnknownLocation(string code, string pointer) => Refuse(
        ErrorKind.NotFound,
        $"The shop has no stock location for '{code}'; set {_connection.OptionPath(nameof(MedusaOptions.StockLocations))} for it to the id of one that the shop has.",
        pointer);

    private ConnectorError Refuse(ErrorKind kind, string message, string? pointer) =>
        new() { Kind = kind, Message = $"Connection '{_connection.Name}': {message}", Pointer = pointer };

    private static ConnectorError Refused(ConnectorError refusal, string next, string pointer) =>
        refusal with { Kind = ErrorKind.Conflict, Message = $"{refusal.Message} {next}", Pointer = pointer };

    private static RemoteReference Reference(MedusaFulfilment fulfilment) => new(fulfilment.Id, Texts.OrNull(fulfilment.Labels.FirstOrDefault()?.TrackingNumber));
}
