using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>
/// The invoices that a credit note takes back from. An order is invoiced parcel by parcel, so that its first invoice says little about what was paid back:
/// a credit note that came too early would be refused, and block the very invoice it needs.
/// </summary>
internal static class CreditedInvoices
{
    /// <summary>True while the invoices posted to the credit note's connection so far hold less of a line than is credited, and more of it is to be invoiced.</summary>
    /// <param name="creditNote">The credit note.</param>
    /// <param name="context">What is known of the order.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public static async Task<bool> AreMissingAsync(Invoice creditNote, MappingContext context, CancellationToken cancellationToken)
    {
        if (OrderReferences.Of(creditNote) is not [var number] || await OrderReferences.FindAsync(number, context, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return false;
        }

        var shipments = await KeysAsync<Shipment>(context, cancellationToken).ConfigureAwait(false);
        var invoices = await KeysAsync<Invoice>(context, cancellationToken).ConfigureAwait(false);
        var payments = await KeysAsync<Payment>(context, cancellationToken).ConfigureAwait(false);
        var posted = await context.FindSentAsync<Invoice>(PostInvoice.Operation.Name, [.. shipments, .. invoices], isDone: true, cancellationToken).ConfigureAwait(false);
        var notes = await context.FindSentAsync<Invoice>(
            PostCreditNote.Operation.Name, payments.Concat(invoices).Where(key => key != context.Key.DocumentKey), isDone: false, cancellationToken).ConfigureAwait(false);
        var (invoiced, credited) = (new InvoicedSoFar(posted, number), new InvoicedSoFar(notes, number));
        return creditNote.Lines.GroupBy(line => line.Order?.LineId).Any(line => line.Key is { } id
            && invoiced.Quantity(id) - credited.Quantity(id) < line.Sum(one => one.Quantity.Value)
            && invoiced.Quantity(id) < order.Lines.FirstOrDefault(one => one.Id == id)?.Quantity.Value);
    }

    private static async Task<List<string>> KeysAsync<T>(MappingContext context, CancellationToken cancellationToken)
        where T : class, ICanonicalDocument<T> =>
        [.. (await context.FindAsync<T>(cancellationToken).ConfigureAwait(false)).Select(known => known.Envelope.DocumentKey).Distinct(StringComparer.Ordinal)];
}
