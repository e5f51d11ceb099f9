namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of a payment or refund.</summary>
internal sealed class PaymentCheck(Payment payment, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, payment.Currency);

    public void Run()
    {
        _check.Key(payment.Number, "number");
        Header();
        Amounts();
        for (var i = 0; i < payment.Allocations.Count; i++)
        {
            using var _ = report.At("allocations", i);
            Allocation(payment.Allocations[i]);
        }

        for (var i = 0; i < payment.Lines.Count; i++)
        {
            using var _ = report.At("lines", i);
            _check.Quantity(payment.Lines[i].Quantity, "quantity");
            _check.Amount(payment.Lines[i].Amount, "amount");
        }

        // With amounts in two currencies there is no sum.
        if (!report.Has(RuleIds.AmountCurrency))
        {
            AllocationSum();
            RefundParts();
        }

        OriginalPayment();
    }

    private void Header()
    {
        _check.Statuses(payment.Statuses);
        _check.Parties(payment.Parties);
        _check.PaymentMeans(payment.MeansCode, "meansCode");
        _check.NotBefore(payment.SettledAt, payment.CreatedAt, "settledAt", "The money moved before the payment was started.");
        _check.NotBefore(payment.ExpiresAt, payment.AuthorizedAt, "expiresAt", "The authorisation lapsed before it was given.");
    }

    private void Amounts()
    {
        _check.Amount(payment.Amount, "amount");
        _check.MoneySet(payment.AmountSet, "amountSet");
        _check.ForeignAmount(payment.FeeAmount, "feeAmount");
        _check.Amount(payment.ItemsAmount, "itemsAmount");
        _check.Amount(payment.ShippingAmount, "shippingAmount");
        _check.Amount(payment.AdjustmentAmount, "adjustmentAmount");
        _check.Amount(payment.TaxAmount, "taxAmount");

        // A card is checked by reserving nothing on it; money that moves is never zero.
        var mayBeZero = payment.Direction == PaymentDirection.None;
        if (payment.Amount.Amount < 0 || (payment.Amount.Amount == 0 && !mayBeZero))
            report.Error(RuleIds.PaymentNotPositive, "amount", "The amount is not positive; the type gives the direction.", payment.Amount.ToString(), "above zero");
    }

    private void Allocation(PaymentAllocation allocation)
    {
        var reference = allocation.Reference;
        _check.Amount(allocation.Amount, "amount");
        _check.Amount(allocation.DiscountAmount, "discountAmount");
        if (allocation.Amount.Amount == 0 || (allocation.Amount.Amount < 0 && reference.Type != DocumentReferenceType.CreditNote))
            report.Error(RuleIds.AllocationNotPositive, "amount", "The part is not positive; only a credit note may be taken off.", allocation.Amount.ToString(), "above zero");
        if (allocation.DiscountAmount?.Amount < 0)
            report.Error(RuleIds.AllocationNotPositive, "discountAmount", "The discount is negative.", allocation.DiscountAmount.ToString()!, "zero or more");
        if (reference.Type == DocumentReferenceType.Order)
            _check.Listed(reference, payment.Orders, "reference");
        else if (reference.Type == DocumentReferenceType.Invoice || reference.Type == DocumentReferenceType.CreditNote)
            _check.Listed(reference, payment.Invoices, "reference");
    }

    private void AllocationSum()
    {
        var sum = 0m;
        foreach (var allocation in payment.Allocations)
            sum += allocation.Amount.Amount;
        if (sum > payment.Amount.Amount)
            report.Error(RuleIds.AllocationsExceedAmount, "allocations", "More is allocated than was paid.", DocumentCheck.Text(sum), $"at most {payment.Amount}");
        else if (payment.IsFullyAllocated == true && sum != payment.Amount.Amount)
            report.Error(RuleIds.AllocationsIncomplete, "allocations", "The allocations do not add up to the amount, although they are said to be complete.", DocumentCheck.Text(sum), payment.Amount.ToString());
    }

    private void RefundParts()
    {
        if (payment.ItemsAmount is not { } items)
            return;
        var sum = items.Amount + (payment.ShippingAmount?.Amount ?? 0) + (payment.AdjustmentAmount?.Amount ?? 0);
        if (sum != payment.Amount.Amount)
            report.Error(RuleIds.RefundPartSum, "amount", "Items, shipping and adjustment do not add up to the amount.", payment.Amount.ToString(), DocumentCheck.Text(sum));
    }

    private void OriginalPayment()
    {
        if (payment.OriginalPayment is { } original)
        {
            if (original.Id == payment.Number)
                report.Error(RuleIds.OwnPayment, "originalPayment/id", "The payment belongs to itself.", original.Id, "the number of another payment");
        }
        else if (payment.Type == PaymentType.Refund)
        {
            if (payment.Orders.Count + payment.Invoices.Count + payment.Allocations.Count == 0)
                report.Error(RuleIds.RefundWithoutCause, "originalPayment", "The refund names nothing that it pays back.", "no reference", "a payment, an order or an invoice");
        }
        else if (payment.Type.IsKnown && payment.Type != PaymentType.Payment && payment.Type != PaymentType.Authorization)
        {
            report.Warning(RuleIds.OriginalPaymentMissing, "originalPayment", $"A {payment.Type} does not name the payment it belongs to.", "no reference", "the number of the payment");
        }
    }
}
