using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Faults.Planted;

/// <summary>Invoices as they are made without thinking of the others: each shipment rounded up by itself.</summary>
internal static class NaiveInvoices
{
    public static async ValueTask<Invoice?> MakeAsync(Shipment shipment, MappingContext context, CancellationToken cancellationToken)
    {
        var order = (await context.FindAsync<Order>(cancellationToken).ConfigureAwait(false))[0].Document;
        Iso4217.TryGetExponent(order.Currency, out var exponent);
        var quantity = shipment.Lines[0].Quantity;
        var amount = Money.Of(decimal.Round(quantity.Value * order.Lines[0].Price!.Amount.Amount, exponent, MidpointRounding.ToPositiveInfinity), order.Currency);
        return new Invoice
        {
            Number = shipment.Number,
            TypeCode = InvoiceTypeCode.Code380,
            IssueDate = DateOnly.FromDateTime(context.Now.UtcDateTime),
            Currency = order.Currency,
            Orders = shipment.Orders,
            Lines = [new InvoiceLine { Id = "L1", Quantity = quantity, LineExtensionAmount = amount }],
            Totals = new MonetaryTotal { LineExtensionAmount = amount, TaxExclusiveAmount = amount, TaxInclusiveAmount = amount, PayableAmount = amount },
        };
    }
}
