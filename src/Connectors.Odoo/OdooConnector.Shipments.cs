using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Fulfilment requests and shipments of another warehouse. Odoo makes one transfer with the order; what is asked for is split off, and an external id
/// then says by whom, which is how it is found again.
/// </content>
public sealed partial class OdooConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var order = ShipmentRequest.OrderOf(request.Command.Document, _problem);
        return _perOrder.RunAsync(order, () => RequestAsync(request, order, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var row = await FindPickingAsync(Marks.Request(request.Key.Tenant, request.Command.Document.Number, request.Key.Revision), cancellationToken).ConfigureAwait(false);
        return row is { } found ? ProbeResult.Found(Reference(found)) : ProbeResult.NotFound;
    }

    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var order = ShipmentRequest.OrderOf(request.Command.Document, _problem);
        return _perOrder.RunAsync(order, () => ReportAsync(request, order, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A transfer that is not done has not happened: sending again finishes it. One that holds other quantities is of another revision: sending again
    /// tells that it cannot be changed.
    /// </remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var row = await FindPickingAsync(Marks.Shipment(request.Key.Tenant, document.Number), cancellationToken).ConfigureAwait(false);
        if (row is not { } done || done.Text("state") != "done"
            || await _sales.FindAsync(request.Key.Tenant, ShipmentRequest.OrderOf(document, _problem), cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            return ProbeResult.NotFound;
        }

        var match = await MatchAsync(sale, cancellationToken).ConfigureAwait(false);
        var picking = await _pickings.ReadAsync(done.Id, match.Lines, cancellationToken).ConfigureAwait(false);
        return picking.Holds(match.Wanted(match.Goods(ShipmentRequest.Of(document)))) ? ProbeResult.Found(Reference(picking)) : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RequestAsync(EffectRequest<RequestFulfilment> request, string order, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var (sale, match) = await RunningSaleAsync(request.Key.Tenant, order, cancellationToken).ConfigureAwait(false);
        var wanted = match.Wanted(match.Goods(ShipmentRequest.Of(document)));
        var mark = Marks.Request(request.Key.Tenant, document.Number, request.Key.Revision);
        var earlier = Marks.Request(request.Key.Tenant, document.Number, 0)[..^1];
        var pickings = await _pickings.ReadAsync(sale.Pickings, match.Lines, cancellationToken).ConfigureAwait(false);
        if (pickings.FirstOrDefault(one => one.Marks.Contains(mark) && one.State != "cancel") is { } done)
        {
            return EffectResult.AlreadyApplied(Reference(await ReserveAsync(done, match, cancellationToken).ConfigureAwait(false)));
        }

        var taken = pickings.FirstOrDefault(one => one.State != "cancel" && one.Marks.Any(name => name.StartsWith(earlier, StringComparison.Ordinal)));
        if (taken is not null && !taken.Holds(wanted))
        {
            throw _problem.Conflict("/lines", $"Transfer {taken.Number} was asked for by an earlier revision of this request and holds other quantities; change it in Odoo, then discard this item.");
        }

        taken ??= await _pickings.IsolateAsync(sale, match.Lines, wanted, one => one.Marks.Count == 0, cancellationToken).ConfigureAwait(false);
        await _marks.GiveAsync(OdooPicking.Model, taken.Id, mark, cancellationToken).ConfigureAwait(false);
        if (document.RequestedShip?.From is { } from && taken.IsOpen)
        {
            await _client.RunAsync(OdooCall.Write(OdooPicking.Model, [taken.Id], new System.Text.Json.Nodes.JsonObject { ["scheduled_date"] = Wire.Time(from) }), cancellationToken).ConfigureAwait(false);
        }

        return EffectResult.Applied(Reference(await ReserveAsync(taken, match, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Goods that are not there keep it waiting; Odoo's own people and scheduler reserve them later. What is reserved already stays.</summary>
    private async Task<OdooPicking> ReserveAsync(OdooPicking picking, SaleLineMatch match, CancellationToken cancellationToken) =>
        picking.IsOpen ? await _pickings.AssignAsync(picking, match.Lines, cancellationToken).ConfigureAwait(false) : picking;

    private async Task<EffectResult> ReportAsync(EffectRequest<ReportShipment> request, string order, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var (sale, match) = await RunningSaleAsync(request.Key.Tenant, order, cancellationToken).ConfigureAwait(false);
        var requests = match.Goods(ShipmentRequest.Of(document));
        var wanted = match.Wanted(requests);
        var mark = Marks.Shipment(request.Key.Tenant, document.Number);
        var pickings = await _pickings.ReadAsync(sale.Pickings, match.Lines, cancellationToken).ConfigureAwait(false);
        var picking = pickings.FirstOrDefault(one => one.Marks.Contains(mark));
        if (picking is not null && !picking.Holds(wanted))
        {
            throw _problem.Conflict("/lines", $"Transfer {picking.Number} in Odoo has this number and holds other quantities; what has left cannot be changed there. Correct it by a return or a count, then discard this item.");
        }

        if (picking?.State == "done")
        {
            return EffectResult.AlreadyApplied(Reference(picking));
        }

        if (picking is null)
        {
            picking = await _pickings.IsolateAsync(sale, match.Lines, wanted, one => !one.Marks.Any(name => Marks.PartsOf(name, "shipment") is not null), cancellationToken).ConfigureAwait(false);
            await _marks.GiveAsync(OdooPicking.Model, picking.Id, mark, cancellationToken).ConfigureAwait(false);
        }

        picking = await _pickings.AssignAsync(picking, match.Lines, cancellationToken).ConfigureAwait(false);
        picking = await _lots.ApplyAsync(picking, match.Lines, requests, match, cancellationToken).ConfigureAwait(false);

        // Odoo would ship what is written, there or not, and stock would go below zero.
        var missing = picking.Moves.Where(move => move.Quantity < move.Demand || move.State != "assigned").Select(move => move.ProductName).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw _problem.Conflict(
                "/lines", $"Odoo does not hold enough of {string.Join(", ", missing)} to ship; book the receipt or a count there, then replay this item. Transfer {picking.Number} waits for it.");
        }

        var tracking = (await _master.GetAsync(cancellationToken).ConfigureAwait(false)).HasTracking ? ShippedTracking.Of(document) : [];
        picking = await _pickings.ShipAsync(
            picking, match.Lines, tracking.Count == 0 ? null : string.Join(", ", tracking.Select(one => one.Number).Distinct(StringComparer.Ordinal)), cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(Reference(picking));
    }

    private async Task<(OdooSale Sale, SaleLineMatch Match)> RunningSaleAsync(string tenant, string order, CancellationToken cancellationToken)
    {
        var sale = await _sales.FindAsync(tenant, order, cancellationToken).ConfigureAwait(false)
            ?? throw _problem.Conflict("/orders/0/id", $"Odoo has no sales order for order '{order}'; submit the order first.");
        if (!sale.IsRunning)
        {
            throw _problem.Conflict("/orders/0/id", $"Sales order {sale.Number} of order '{order}' is '{sale.State}' in Odoo; it has to be confirmed first.");
        }

        return (sale, await MatchAsync(sale, cancellationToken).ConfigureAwait(false));
    }

    private async Task<SaleLineMatch> MatchAsync(OdooSale sale, CancellationToken cancellationToken) => new(
        await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false), await _master.GetAsync(cancellationToken).ConfigureAwait(false), _units, _problem);

    private async Task<OdooRow?> FindPickingAsync(string mark, CancellationToken cancellationToken)
    {
        if (await _marks.FindAsync(OdooPicking.Model, mark, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return null;
        }

        var rows = await _client.SendAsync(OdooCall.Read(OdooPicking.Model, [id], "name", "state"), OdooClient.Rows, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 && rows[0].Text("state") != "cancel" ? rows[0] : null;
    }

    private static RemoteReference Reference(OdooRow row) => new(Wire.Number(row.Id), row.Text("name"));

    private static RemoteReference Reference(OdooPicking picking) => new(Wire.Number(picking.Id), picking.Number);
}
