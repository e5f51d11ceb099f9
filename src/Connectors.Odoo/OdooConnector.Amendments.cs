using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Newer revisions of orders that are in Odoo already: what became less is taken back, anything else waits for a person. Odoo takes a confirmed order's
/// quantities back from its open transfers by itself, and refuses to go below what was shipped; both and the revision are one write.
/// </content>
public sealed partial class OdooConnector
{
    private async Task<EffectResult> AmendAsync(OdooSale sale, EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var amended = sale.State switch
        {
            "sale" => await TakeBackAsync(sale, request, cancellationToken).ConfigureAwait(false),
            "cancel" when BookedOrder.IsCancelled(order) => sale,
            "cancel" => throw _problem.Conflict("/number", $"Sales order {sale.Number} is cancelled in Odoo and this revision of the order is not; set it to quotation there, or discard this item."),
            _ when BookedOrder.IsCancelled(order) => await _sales.CancelAsync(sale, cancellationToken).ConfigureAwait(false),
            _ => await MakeAnewAsync(sale, request, cancellationToken).ConfigureAwait(false),
        };
        if (Marks.RevisionOf(amended.Origin) < request.Key.Revision)
        {
            amended = await _sales.WriteAsync(amended, order.Number, request.Key.Revision, [], cancellationToken).ConfigureAwait(false);
        }

        return await AnswerAsync(EffectResult.Applied(Reference(amended)), order, amended, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A quotation that nobody works on yet is taken away and made anew.</summary>
    private async Task<OdooSale> MakeAnewAsync(OdooSale sale, EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        await _sales.DeleteAsync(sale.Id, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(await CreateAsync(request, cancellationToken).ConfigureAwait(false), request.Command.Document, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OdooSale> TakeBackAsync(OdooSale sale, EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var lines = await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        var isCancelled = BookedOrder.IsCancelled(order);
        if (isCancelled && lines.All(line => line.Delivered == 0))
        {
            return await _sales.CancelAsync(sale, cancellationToken).ConfigureAwait(false);
        }

        var wanted = isCancelled ? [] : (await DraftAsync(order, cancellationToken).ConfigureAwait(false)).Lines.ToDictionary(line => line.LineId, StringComparer.Ordinal);
        var changes = new List<(OdooSaleLine Line, decimal Quantity)>();
        foreach (var line in lines)
        {
            var pointer = PointerOf(order, line.LineId);
            var now = wanted.Remove(line.LineId, out var draft) ? draft.Quantity : 0;
            if (draft is not null && (draft.Product.Id != line.Product || draft.Unit.Id != line.Unit || draft.UnitPrice != line.UnitPrice))
            {
                throw Changed(sale, pointer, $"another item, unit or price ({FormattableString.Invariant($"{draft.UnitPrice} where the sales order has {line.UnitPrice}")})");
            }

            if (now > line.Quantity)
            {
                throw Changed(sale, pointer + "/quantity", FormattableString.Invariant($"{now} where the sales order has {line.Quantity}"));
            }

            if (now < line.Delivered)
            {
                throw _problem.Conflict(
                    pointer, FormattableString.Invariant($"{line.Quantity - now} of {line.Quantity} shall be cancelled and {line.Delivered} of sales order {sale.Number} have been shipped; settle the rest by a return."));
            }

            if (now < line.Quantity && line.IsGoods)
            {
                changes.Add((line, now));
            }
        }

        return wanted.Count == 0
            ? await _sales.WriteAsync(sale, order.Number, request.Key.Revision, changes, cancellationToken).ConfigureAwait(false)
            : throw Changed(sale, PointerOf(order, wanted.Keys.First()), "a line that the sales order does not have");
    }

    private ConnectorException Changed(OdooSale sale, string pointer, string what) => _problem.Conflict(
        pointer, $"The order now says {what}, and sales order {sale.Number} is confirmed, of which only goods are taken back from here. Change it in Odoo, then discard this item.");

    private static string PointerOf(Order order, string lineId)
    {
        var index = order.Lines.Select((line, position) => (line.Id, position)).Where(pair => pair.Id == lineId).Select(pair => pair.position).DefaultIfEmpty(-1).First();
        return index < 0 ? "/lines" : FormattableString.Invariant($"/lines/{index}");
    }
}
