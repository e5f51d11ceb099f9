using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>
/// Fulfilment requests and shipments of another warehouse. Tryton makes one shipment with the sale; what is asked for is taken out of it,
/// and its <c>reference</c> then says by whom, which is how it is found again.
/// </content>
public sealed partial class TrytonConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var order = ShipmentRequest.OrderOf(document, _problem);
        return _perOrder.RunAsync(order, () => RequestAsync(request, order, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var mark = Marks.Request(document.Number, request.Key.Revision);
        var found = await FindShipmentAsync(
            request.Key.Tenant, ShipmentRequest.OrderOf(document, _problem), one => one.Reference == mark, cancellationToken).ConfigureAwait(false);
        return found is null ? ProbeResult.NotFound : ProbeResult.Found(Reference(found));
    }

    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var order = ShipmentRequest.OrderOf(document, _problem);
        return _perOrder.RunAsync(order, () => ReportAsync(request, order, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A shipment that is not done has not happened: sending again finishes it. One that holds other quantities is of another revision: sending
    /// again tells that it cannot be changed.
    /// </remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var sale = await _sales.FindAsync(request.Key.Tenant, ShipmentRequest.OrderOf(document, _problem), cancellationToken).ConfigureAwait(false);
        var found = sale is null
            ? null
            : (await _shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Reference == document.Number && one.State == "done");
        if (found is null)
        {
            return ProbeResult.NotFound;
        }

        var (lines, match) = await MatchAsync(sale!, cancellationToken).ConfigureAwait(false);
        var wanted = match.Wanted([.. ShipmentRequest.Of(document).Where(one => IsStocked(lines, match, one))]);
        return found.Holds(wanted) ? ProbeResult.Found(Reference(found)) : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RequestAsync(EffectRequest<RequestFulfilment> request, string order, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var (sale, lines, match) = await RunningSaleAsync(request.Key.Tenant, order, cancellationToken).ConfigureAwait(false);
        var wanted = match.Wanted([.. ShipmentRequest.Of(document).Where(one => IsStocked(lines, match, one))]);
        var mark = Marks.Request(document.Number, request.Key.Revision);
        var shipments = await _shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false);
        var taken = shipments.FirstOrDefault(one => Marks.RequestOf(one.Reference) == document.Number && one.State != "cancelled");
        if (taken is not null && !taken.Holds(wanted))
        {
            throw _problem.Conflict("/lines", $"Shipment {taken.Name} was asked for by an earlier revision of this request and holds other quantities; change it in Tryton, then discard this item.");
        }

        var isNew = taken?.Reference != mark;
        if (isNew)
        {
            taken ??= await _shipments.IsolateAsync(sale, wanted, one => one.Reference is null, cancellationToken).ConfigureAwait(false);
            var values = new JsonObject { ["reference"] = mark };
            if (document.RequestedShip?.From is { } from)
            {
                values["planned_date"] = Wire.Date(DateOnly.FromDateTime(from.UtcDateTime));
            }

            taken = await _shipments.ClaimAsync(taken, values, cancellationToken).ConfigureAwait(false);
        }

        // Goods that are not there keep it waiting; Tryton's own people and scheduler assign it later.
        taken = await _shipments.AssignAsync(taken!, cancellationToken).ConfigureAwait(false);
        return isNew ? EffectResult.Applied(Reference(taken)) : EffectResult.AlreadyApplied(Reference(taken));
    }

    private async Task<EffectResult> ReportAsync(EffectRequest<ReportShipment> request, string order, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var (sale, lines, match) = await RunningSaleAsync(request.Key.Tenant, order, cancellationToken).ConfigureAwait(false);
        var requests = ShipmentRequest.Of(document).Where(one => IsStocked(lines, match, one)).ToList();
        var wanted = match.Wanted(requests);
        var shipments = await _shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false);
        var shipment = shipments.FirstOrDefault(one => one.Reference == document.Number && one.State != "cancelled");
        if (shipment is not null && !shipment.Holds(wanted))
        {
            throw _problem.Conflict("/lines", $"Shipment {shipment.Name} in Tryton has this number and holds other quantities; what has left cannot be changed there. Correct it by a return or a count, then discard this item.");
        }

        if (shipment?.State == "done")
        {
            return EffectResult.AlreadyApplied(Reference(shipment));
        }

        shipment ??= await _shipments.IsolateAsync(sale, wanted, one => one.Reference is null || Marks.RequestOf(one.Reference) is not null, cancellationToken).ConfigureAwait(false);
        if (shipment.Reference != document.Number)
        {
            var values = new JsonObject { ["reference"] = document.Number };
            if (document.Dates?.Shipped is { } shipped)
            {
                values["effective_date"] = Wire.Date(DateOnly.FromDateTime(shipped.UtcDateTime));
            }

            shipment = await _shipments.ClaimAsync(shipment, values, cancellationToken).ConfigureAwait(false);
        }

        if (shipment.IsOpen)
        {
            shipment = await _lots.ApplyAsync(shipment, requests, match, cancellationToken).ConfigureAwait(false);
            shipment = await _shipments.AssignAsync(shipment, cancellationToken).ConfigureAwait(false);
        }

        if (shipment.State == "waiting")
        {
            var missing = shipment.Inventory.Where(move => move.State == "draft").Select(move => move.Sku).Distinct(StringComparer.Ordinal);
            throw _problem.Conflict(
                "/lines", $"Tryton does not hold enough of {string.Join(", ", missing)} to ship; book the receipt or a count there, then replay this item. Shipment {shipment.Name} waits for it.");
        }

        shipment = await _shipments.ShipAsync(shipment, one => _lots.TrackAsync(one, document, cancellationToken), cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(Reference(shipment));
    }

    /// <summary>Services are not shipped, though some sources list them.</summary>
    private static bool IsStocked(IReadOnlyList<TrytonSaleLine> lines, SaleLineMatch match, ShipmentRequest request) =>
        request.Quantity.Value == 0 || lines.Count == 0 || match.Find(request.OrderLineId, request.Sku, request.Pointer).IsStocked;

    private async Task<(TrytonSale Sale, IReadOnlyList<TrytonSaleLine> Lines, SaleLineMatch Match)> RunningSaleAsync(string tenant, string order, CancellationToken cancellationToken)
    {
        var sale = await _sales.FindAsync(tenant, order, cancellationToken).ConfigureAwait(false)
            ?? throw _problem.Conflict("/orders/0/id", $"Tryton has no sale for order '{order}'; submit the order first.");
        if (!sale.IsRunning)
        {
            throw _problem.Conflict("/orders/0/id", $"Sale {sale.Name} of order '{order}' is '{sale.State}' in Tryton; it has to be processed first.");
        }

        var (lines, match) = await MatchAsync(sale, cancellationToken).ConfigureAwait(false);
        return (sale, lines, match);
    }

    private async Task<(IReadOnlyList<TrytonSaleLine> Lines, SaleLineMatch Match)> MatchAsync(TrytonSale sale, CancellationToken cancellationToken)
    {
        var lines = await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        return (lines, new SaleLineMatch(lines, await _master.GetAsync(cancellationToken).ConfigureAwait(false), _units, _problem));
    }

    private async Task<TrytonShipment?> FindShipmentAsync(string tenant, string order, Func<TrytonShipment, bool> isIt, CancellationToken cancellationToken)
    {
        var sale = await _sales.FindAsync(tenant, order, cancellationToken).ConfigureAwait(false);
        return sale is null ? null : (await _shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false)).FirstOrDefault(isIt);
    }

    private static RemoteReference Reference(TrytonShipment shipment) => new(shipment.Id.ToString(CultureInfo.InvariantCulture), shipment.Number);
}
