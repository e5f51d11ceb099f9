using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>
/// Invoices and credit notes: each carries our number as <c>reference</c>, by which it is found again. How much of a sale line was
/// invoiced and credited is counted before each, so that nothing is billed or paid back twice even under another number.
/// </content>
public sealed partial class TrytonConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PostAsync(request.Key, request.Command.Document, isCredit: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FindPostedAsync(request.Key, request.Command.Document, isCredit: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PostAsync(request.Key, request.Command.Document, isCredit: true, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FindPostedAsync(request.Key, request.Command.Document, isCredit: true, cancellationToken);
    }

    private Task<EffectResult> PostAsync(IdempotencyKey key, Invoice document, bool isCredit, CancellationToken cancellationToken)
    {
        var order = ShipmentRequest.OrderOf(document, _problem);
        if (document.IsCreditNote != isCredit)
        {
            throw _problem.Unmappable("/typeCode", $"A document of type '{document.TypeCode.Value}' {(isCredit ? "is no credit note" : "is a credit note; post it as one")}.");
        }

        return _perOrder.RunAsync(order, () => PostAsync(key.Tenant, order, document, isCredit, cancellationToken), cancellationToken);
    }

    private async Task<EffectResult> PostAsync(string tenant, string order, Invoice document, bool isCredit, CancellationToken cancellationToken)
    {
        var (sale, saleLines, match) = await RunningSaleAsync(tenant, order, cancellationToken).ConfigureAwait(false);
        if (sale.Currency != document.Currency)
        {
            throw _problem.Conflict("/currency", $"The sale is in {sale.Currency} in Tryton and the document in {document.Currency}; correct the document.");
        }

        var invoice = await _invoices.FindAsync(sale, document.Number, isCredit, cancellationToken).ConfigureAwait(false);
        if (invoice?.IsPosted == true)
        {
            return _invoices.Difference(invoice, document) is { } difference ? throw difference : EffectResult.AlreadyApplied(Reference(invoice));
        }

        var isOurs = true;
        if (invoice is null)
        {
            var booked = await _invoices.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
            var mapping = new InvoiceLineMapping(_options, _problem, match, saleLines, booked);
            invoice = isCredit ? null : await ClaimDraftAsync(sale, document, mapping.Wanted(document), booked, cancellationToken).ConfigureAwait(false);
            isOurs = invoice is null;
            invoice ??= await _invoices.CreateAsync(
                sale,
                document.Number,
                document.IssueDate,
                isCredit ? mapping.Credit(document) : mapping.Invoice(document, await MovesAsync(sale, document, cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
        }

        invoice = await _invoices.PostAsync(invoice, document, isOurs && _options.InvoiceMethod == TrytonInvoiceMethod.Manual, cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(Reference(invoice));
    }

    /// <summary>A draft that Tryton made by itself and that holds exactly what the document says.</summary>
    private async Task<TrytonInvoice?> ClaimDraftAsync(
        TrytonSale sale, Invoice document, IReadOnlyDictionary<int, decimal> wanted, IReadOnlyList<TrytonInvoiceLine> booked, CancellationToken cancellationToken)
    {
        foreach (var draft in (await _invoices.ReadAsync(sale.Invoices, cancellationToken).ConfigureAwait(false)).Where(one => one is { State: "draft" or "validated", Reference: null }))
        {
            var content = booked.Where(line => line.Invoice == draft.Id && line.SaleLine is not null).GroupBy(line => line.SaleLine!.Value).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
            if (content.Count == wanted.Count && wanted.All(pair => content.GetValueOrDefault(pair.Key) == pair.Value))
            {
                return await _invoices.ClaimAsync(draft, document.Number, document.IssueDate, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>The moves that an invoice is for, where the document names its shipments; Tryton then shows the one from the other.</summary>
    private async Task<Func<int, IReadOnlyList<int>>> MovesAsync(TrytonSale sale, Invoice document, CancellationToken cancellationToken)
    {
        var named = document.Despatches.Concat(document.Lines.Select(line => line.Despatch).OfType<DocumentReference>()).Select(reference => reference.Id).ToHashSet(StringComparer.Ordinal);
        var shipments = named.Count == 0 ? [] : await _shipments.ReadAsync(sale.Shipments, cancellationToken).ConfigureAwait(false);
        var moves = shipments
            .Where(shipment => shipment.State == "done" && (named.Contains(shipment.Number ?? "") || named.Contains(shipment.Reference ?? "")))
            .SelectMany(shipment => shipment.Outgoing)
            .Where(move => move is { State: "done", SaleLine: not null })
            .ToLookup(move => move.SaleLine!.Value, move => move.Id);
        return line => [.. moves[line]];
    }

    private async Task<ProbeResult> FindPostedAsync(IdempotencyKey key, Invoice document, bool isCredit, CancellationToken cancellationToken)
    {
        var order = ShipmentRequest.OrderOf(document, _problem);
        var sale = await _sales.FindAsync(key.Tenant, order, cancellationToken).ConfigureAwait(false);
        var invoice = sale is null ? null : await _invoices.FindAsync(sale, document.Number, isCredit, cancellationToken).ConfigureAwait(false);

        // One with other amounts is of another revision: sending again tells that it cannot be changed.
        return invoice?.IsPosted == true && _invoices.Difference(invoice, document) is null ? ProbeResult.Found(Reference(invoice)) : ProbeResult.NotFound;
    }

    private static RemoteReference Reference(TrytonInvoice invoice) => new(invoice.Id.ToString(CultureInfo.InvariantCulture), invoice.Number);
}
