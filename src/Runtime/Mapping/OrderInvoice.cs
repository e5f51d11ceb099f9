using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>One invoice of an order.</summary>
internal sealed class OrderInvoice(Order order, Shipment shipment, InvoicedSoFar earlier)
{
    private readonly CurrencyRounding _currency = new(order.Currency);

    public Invoice Make(DateOnly today)
    {
        var lines = new InvoiceLineShares(order, shipment, earlier, _currency);
        if (lines.Lines.Count == 0)
        {
            throw ShippedQuantities.Invalid("/lines", $"The shipment holds nothing of order {order.Number} that is not invoiced already; discard this item, or supply a mapping for PostInvoice.");
        }

        ValueList<AllowanceCharge> allowanceCharges = earlier.IsFirst ? order.AllowanceCharges : [];
        var taxes = new InvoiceTaxShares(order, earlier, _currency).Of(lines.Lines, allowanceCharges, lines.IsLast);
        return new Invoice
        {
            Number = shipment.Number,
            TypeCode = InvoiceTypeCode.Code380,
            IsTest = order.IsTest,
            IssueDate = today,
            DeliveryDate = shipment.Dates?.Shipped is { } shipped ? DateOnly.FromDateTime(shipped.UtcDateTime) : null,
            Currency = order.Currency,
            BuyerReference = order.BuyerReference,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            AccountingCost = order.AccountingCost,
            Orders = [OrderReferences.To(order)],
            Despatches = [new DocumentReference { Type = DocumentReferenceType.Shipment, Id = shipment.Number }],
            Parties = order.Parties,
            DeliveryTerms = order.DeliveryTerms,
            PaymentTerms = order.PaymentTerms,
            Lines = lines.Lines.ToValueList(),
            AllowanceCharges = allowanceCharges,
            Taxes = taxes.Rows,
            Totals = Total(lines, allowanceCharges, taxes.Added),
            Rounding = lines.HasRoundedShare ? (order.Rounding ?? new RoundingPolicy()) with { Price = PriceRounding.Rounded } : order.Rounding,
        };
    }

    private MonetaryTotal Total(InvoiceLineShares lines, ValueList<AllowanceCharge> allowanceCharges, decimal tax)
    {
        var extension = lines.Lines.Sum(line => line.LineExtensionAmount.Amount);
        var allowance = SumOf(allowanceCharges, isCharge: false, order.Totals?.AllowanceTotalAmount);
        var charge = SumOf(allowanceCharges, isCharge: true, order.Totals?.ChargeTotalAmount);
        var exclusive = extension - allowance + charge;
        var inclusive = exclusive + tax;
        var rounding = lines.IsLast ? RestOfOrder() - inclusive : 0;
        var due = inclusive + rounding;
        var prepaid = Math.Clamp((order.Totals?.PrepaidAmount?.Amount ?? 0) - earlier.Total(totals => totals.PrepaidAmount), 0, Math.Max(0, due));
        return new MonetaryTotal
        {
            LineExtensionAmount = _currency.Money(extension),
            AllowanceTotalAmount = OrNull(allowance),
            ChargeTotalAmount = OrNull(charge),
            ShippingAmount = earlier.IsFirst ? order.Totals?.ShippingAmount : null,
            DutiesAmount = earlier.IsFirst ? order.Totals?.DutiesAmount : null,
            TipAmount = earlier.IsFirst ? order.Totals?.TipAmount : null,
            TaxExclusiveAmount = _currency.Money(exclusive),
            TaxAmount = _currency.Money(tax),
            TaxInclusiveAmount = _currency.Money(inclusive),
            PrepaidAmount = OrNull(prepaid),
            PayableRoundingAmount = OrNull(rounding),
            PayableAmount = _currency.Money(due - prepaid),
        };

        // The order's own payable rounding, and what the source rounded differently than the sum of its lines, end on the last invoice.
        decimal RestOfOrder() => order.Totals is { } totals
            ? totals.PayableAmount.Amount + (totals.PrepaidAmount?.Amount ?? 0)
                - earlier.Total(one => one.TaxInclusiveAmount) - earlier.Total(one => one.PayableRoundingAmount)
            : inclusive;
    }

    private decimal SumOf(ValueList<AllowanceCharge> allowanceCharges, bool isCharge, Money? known) =>
        !earlier.IsFirst ? 0 : known?.Amount ?? allowanceCharges.Where(one => one.IsCharge == isCharge).Sum(one => one.Amount.Amount);

    private Money? OrNull(decimal amount) => amount == 0 ? null : _currency.Money(amount);
}
