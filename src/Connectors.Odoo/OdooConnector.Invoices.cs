using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Invoices and credit notes: each has an external id made of our number, by which it is found again. How much of a sales order's line was invoiced and
/// credited is counted before each, so that nothing is billed or paid back twice even under another number.
/// </content>
public sealed partial class OdooConnector
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
        var (sale, match) = await RunningSaleAsync(tenant, order, cancellationToken).ConfigureAwait(false);
        if (sale.Currency != document.Currency)
        {
            throw _problem.Conflict("/currency", $"The sales order is in {sale.Currency} in Odoo and the document in {document.Currency}; correct the document.");
        }

        var invoice = await _invoices.FindAsync(tenant, document.Number, isCredit, cancellationToken).ConfigureAwait(false);
        if (invoice?.IsPosted == true)
        {
            return _invoices.Difference(invoice, document) is { } difference ? throw difference : EffectResult.AlreadyApplied(Reference(invoice));
        }

        if (invoice is null)
        {
            var mapping = new InvoiceLineMapping(_options, _problem, match, await _invoices.LinesAsync(sale, cancellationToken).ConfigureAwait(false));
            var (lines, reversed) = isCredit ? mapping.Credit(document) : (mapping.Invoice(document), null);
            if (lines.Count == 0)
            {
                throw _problem.Unmappable("/lines", "No line has a quantity; there is nothing to book.");
            }

            invoice = await _invoices.CreateAsync(tenant, sale, document, lines, reversed, cancellationToken).ConfigureAwait(false);
        }

        invoice = await _invoices.PostAsync(invoice, document, cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(Reference(invoice));
    }

    private async Task<ProbeResult> FindPostedAsync(IdempotencyKey key, Invoice document, bool isCredit, CancellationToken cancellationToken)
    {
        var invoice = await _invoices.FindAsync(key.Tenant, document.Number, isCredit, cancellationToken).ConfigureAwait(false);

        // One with other amounts is of another revision: sending again tells that it cannot be changed.
        return invoice?.IsPosted == true && _invoices.Difference(invoice, document) is null ? ProbeResult.Found(Reference(invoice)) : ProbeResult.NotFound;
    }

    private static RemoteReference Reference(OdooInvoice invoice) => new(Wire.Number(invoice.Id), invoice.Number);
}
