using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>
/// Makes the credit note of a refund from its order: the lines that are paid back, at the rates they were taxed with. It adds up to the refund, to the
/// minor unit. What nobody could tell the tax of is for a person.
/// </summary>
internal static class RefundCreditNotes
{
    /// <summary>The credit note, unless the refund was called off meanwhile: it may have waited for the invoice, or for a person.</summary>
    public static async ValueTask<Invoice?> MakeAsync(Payment refund, MappingContext context, CancellationToken cancellationToken)
    {
        if (PaymentMoney.StandingOf(await Refunds.NewestAsync(refund, context, cancellationToken).ConfigureAwait(false)) == PaymentStanding.CalledOff)
        {
            return null;
        }

        var numbers = OrderReferences.Of(refund);
        if (numbers.Count != 1)
        {
            throw Invalid("/orders", numbers.Count == 0 ? "The refund names no order" : "The refund is for several orders");
        }

        var order = await OrderReferences.FindAsync(numbers[0], context, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.NotFound,
                Message = $"Order {numbers[0]} of this refund was not taken in; let its source send it, then replay.",
                Pointer = "/orders",
            });
        return Make(refund, order, DateOnly.FromDateTime(context.Now.UtcDateTime));
    }

    public static Invoice Make(Payment refund, Order order, DateOnly today)
    {
        if (refund.Currency != order.Currency)
        {
            throw Invalid("/currency", $"The refund is in {refund.Currency} and its order in {order.Currency}");
        }

        if (refund.Lines.Count == 0 || refund.Lines.Any(line => line.Amount is null) || refund.Lines.Sum(line => line.Amount!.Value.Amount) != refund.Amount.Amount)
        {
            throw Invalid("/lines", "The lines do not say what the whole amount is for");
        }

        var lines = refund.Lines.Select((line, index) => Line(line, index, order)).ToValueList();
        var net = lines.Sum(line => line.LineExtensionAmount.Amount);
        var tax = lines.Sum(line => line.TaxAmount?.Amount ?? 0);
        return new Invoice
        {
            Number = refund.Number,
            TypeCode = InvoiceTypeCode.Code381,
            IsTest = order.IsTest,
            IssueDate = today,
            Currency = order.Currency,
            BuyerReference = order.BuyerReference,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            AccountingCost = order.AccountingCost,
            Orders = [OrderReferences.To(order)],
            PrecedingInvoices = refund.Invoices,
            Parties = order.Parties,
            Lines = lines,
            Taxes = lines.SelectMany(line => line.Taxes).GroupBy(TaxKey.Of).Select(Sum).ToValueList(),
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Money.Of(net, order.Currency),
                TaxExclusiveAmount = Money.Of(net, order.Currency),
                TaxAmount = Money.Of(tax, order.Currency),
                TaxInclusiveAmount = Money.Of(net + tax, order.Currency),
                PayableAmount = Money.Of(net + tax, order.Currency),
            },
            Rounding = (order.Rounding ?? new RoundingPolicy()) with { Tax = TaxRounding.Line, Price = PriceRounding.Rounded },
        };
    }

    private static InvoiceLine Line(RefundLine refunded, int index, Order order)
    {
        var ordered = order.Lines.FirstOrDefault(line => line.Id == refunded.LineId)
            ?? throw Invalid($"/lines/{index}/lineId", $"Order {order.Number} has no line '{refunded.LineId}'");
        if (ordered.Taxes.Count > 1 || (ordered.Taxes is [{ Rate: null }]))
        {
            throw Invalid($"/lines/{index}", $"Line '{refunded.LineId}' of order {order.Number} is not taxed at one rate");
        }

        var currency = new CurrencyRounding(order.Currency);
        var gross = refunded.Amount!.Value.Amount;
        var rate = ordered.Taxes is [{ } only] ? only.Rate!.Value : 0;
        var net = currency.Round(gross / (1 + (rate / 100)));
        var tax = ordered.Taxes is [{ } one] ? one with { TaxableAmount = currency.Money(net), Amount = currency.Money(gross - net) } : null;
        return new InvoiceLine
        {
            Id = (index + 1).ToString(CultureInfo.InvariantCulture),
            Item = ordered.Item,
            Description = ordered.Description,
            Quantity = refunded.Quantity ?? ordered.Quantity,
            LineExtensionAmount = currency.Money(net),
            Taxes = tax is null ? [] : [tax],
            TaxAmount = tax?.Amount,
            Order = OrderReferences.To(order) with { LineId = refunded.LineId },
        };
    }

    private static Tax Sum(IEnumerable<Tax> rows)
    {
        var all = rows.ToList();
        return all[0] with { TaxableAmount = Add(all.Select(row => row.TaxableAmount!.Value)), Amount = Add(all.Select(row => row.Amount!.Value)) };
    }

    private static Money Add(IEnumerable<Money> amounts) => amounts.Aggregate((sum, next) => Money.Of(sum.Amount + next.Amount, sum.Currency));

    private static ConnectorException Invalid(string pointer, string what) => new(new ConnectorError
    {
        Kind = ErrorKind.Validation,
        Message = $"{what}, so its credit note cannot be made; correct the refund at its source, supply a mapping for PostCreditNote, or post the credit note by hand and discard this item.",
        Pointer = pointer,
    });
}
