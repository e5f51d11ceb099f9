namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    /// <summary>Currency and precision of totals; whether they add up is the business of <see cref="DocumentTotals"/>.</summary>
    public void Totals(MonetaryTotal? totals, string member)
    {
        if (totals is null)
            return;
        using var _ = Report.At(member);
        Amount(totals.LineExtensionAmount, "lineExtensionAmount");
        Amount(totals.AllowanceTotalAmount, "allowanceTotalAmount");
        Amount(totals.ChargeTotalAmount, "chargeTotalAmount");
        Amount(totals.ShippingAmount, "shippingAmount");
        Amount(totals.DutiesAmount, "dutiesAmount");
        Amount(totals.TipAmount, "tipAmount");
        Amount(totals.TaxExclusiveAmount, "taxExclusiveAmount");
        Amount(totals.TaxAmount, "taxAmount");
        Amount(totals.TaxInclusiveAmount, "taxInclusiveAmount");
        Amount(totals.PrepaidAmount, "prepaidAmount");
        Amount(totals.PayableRoundingAmount, "payableRoundingAmount");
        Amount(totals.PayableAmount, "payableAmount");
        Amount(totals.OutstandingAmount, "outstandingAmount");
        Amount(totals.RefundedAmount, "refundedAmount");
        MoneySet(totals.PayableAmountSet, "payableAmountSet");
    }

    /// <summary>Codes and currencies of a list of taxes.</summary>
    public void Taxes(ValueList<Tax> taxes)
    {
        for (var i = 0; i < taxes.Count; i++)
        {
            using var _ = Report.At("taxes", i);
            Tax(taxes[i]);
        }
    }
}
