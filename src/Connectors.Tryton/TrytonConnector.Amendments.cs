using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>Newer revisions of orders that are in Tryton already: what became less is taken back, anything else waits for a person.</content>
public sealed partial class TrytonConnector
{
    private async Task<EffectResult> AmendAsync(TrytonSale sale, EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        if (!sale.IsRunning)
        {
            sale = await AmendUnprocessedAsync(sale, request, cancellationToken).ConfigureAwait(false);
            return await AnswerAsync(EffectResult.Applied(Reference(sale)), order, sale, cancellationToken).ConfigureAwait(false);
        }

        // First what an attempt that died half way took back already: it is not to be taken back once more.
        await _amendments.FinishAsync(sale, cancellationToken).ConfigureAwait(false);
        var lines = await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        var counting = await _amendments.CountingAsync(lines, cancellationToken).ConfigureAwait(false);
        var less = await LessAsync(order, sale, lines, counting, cancellationToken).ConfigureAwait(false);
        if (less.Count > 0)
        {
            await _amendments.TakeBackAsync(sale, less, cancellationToken).ConfigureAwait(false);
        }

        await _sales.WriteAsync(sale.Id, new JsonObject { ["comment"] = Marks.WithRevision(sale.Comment, request.Key.Revision) }, cancellationToken).ConfigureAwait(false);
        sale = await _sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(EffectResult.Applied(Reference(sale)), order, sale, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A sale that nobody works on yet is cancelled, or taken away and made anew.</summary>
    private async Task<TrytonSale> AmendUnprocessedAsync(TrytonSale sale, EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        if (!BookedOrder.IsCancelled(order))
        {
            await _sales.DeleteAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            var made = await CreateAsync(request, cancellationToken).ConfigureAwait(false);
            await CheckAmountsAsync(made, order, cancellationToken).ConfigureAwait(false);
            return await _sales.ProcessAsync(made, cancellationToken).ConfigureAwait(false);
        }

        if (sale.State != "cancelled")
        {
            await _sales.RunAsync(sale, "cancel", cancellationToken).ConfigureAwait(false);
            sale = await _sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            if (sale.State != "cancelled")
            {
                throw _problem.NotYet($"Sale {sale.Name} stayed '{sale.State}' though Tryton reported no error to 'cancel'.");
            }
        }

        await _sales.WriteAsync(sale.Id, new JsonObject { ["comment"] = Marks.WithRevision(sale.Comment, request.Key.Revision) }, cancellationToken).ConfigureAwait(false);
        return await _sales.ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>By sale line, how many less the order holds now. Anything that is not less is refused.</summary>
    private async Task<IReadOnlyDictionary<int, decimal>> LessAsync(
        Order order, TrytonSale sale, IReadOnlyList<TrytonSaleLine> lines, IReadOnlyDictionary<int, decimal> counting, CancellationToken cancellationToken)
    {
        var wanted = BookedOrder.IsCancelled(order) ? [] : (await DraftAsync(order, cancellationToken).ConfigureAwait(false)).Lines.ToDictionary(line => line.LineId, StringComparer.Ordinal);
        var less = new Dictionary<int, decimal>();
        foreach (var line in lines)
        {
            var now = wanted.Remove(line.LineId, out var draft) ? draft.Quantity : 0;
            if (draft is not null && (draft.Product.Id != line.Product || draft.Unit.Id != line.Unit || draft.UnitPrice != line.UnitPrice))
            {
                throw Changed(sale, PointerOf(order, line.LineId), $"another item, unit or price ({FormattableString.Invariant($"{draft.UnitPrice} where the sale has {line.UnitPrice}")})");
            }

            if (now > counting[line.Id])
            {
                throw Changed(sale, PointerOf(order, line.LineId) + "/quantity", FormattableString.Invariant($"{now} where the sale has {counting[line.Id]}"));
            }

            if (now < counting[line.Id] && line.IsStocked)
            {
                less[line.Id] = counting[line.Id] - now;
            }
        }

        return wanted.Count == 0 ? less : throw Changed(sale, PointerOf(order, wanted.Keys.First()), "a line that the sale does not have");
    }

    private ConnectorException Changed(TrytonSale sale, string pointer, string what) => _problem.Conflict(
        pointer, $"The order now says {what}, and sale {sale.Name} is processed, which Tryton cannot amend but for taking goods back. Change it there, then discard this item.");

    private static string PointerOf(Order order, string lineId)
    {
        var index = order.Lines.Select((line, position) => (line.Id, position)).Where(pair => pair.Id == lineId).Select(pair => pair.position).DefaultIfEmpty(-1).First();
        return index < 0 ? "/lines" : FormattableString.Invariant($"/lines/{index}");
    }
}
