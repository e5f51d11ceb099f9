using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    /// <summary>Quantity, price and amounts of a line, apart from how they enter the totals.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lineIds">Ids of the document's lines.</param>
    /// <param name="rounding">How the source rounds.</param>
    /// <param name="mayTakeBack">True on invoices, which take back with negative quantities and charges.</param>
    public void Line(in PricedLine line, HashSet<string> lineIds, RoundingPolicy? rounding, bool mayTakeBack)
    {
        Quantity(line.Quantity, "quantity", mayTakeBack);
        Prices(line.Price, "price");
        Amount(line.LineExtensionAmount, "lineExtensionAmount");
        Amount(line.TaxAmount, "taxAmount");
        Amount(line.TaxInclusiveAmount, "taxInclusiveAmount");
        AllowanceCharges(line.AllowanceCharges, lineIds, rounding, mayTakeBack);
        Taxes(line.Taxes);
        if (line.IsText && (line.Quantity.Value != 0 || line.LineExtensionAmount is { Amount: not 0 }))
            Report.Error(RuleIds.CommentWithAmount, "", "A comment line has a quantity or an amount.", line.Quantity.ToString(), "zero");
    }

    /// <summary>Allowances and charges of a line or of the document, apart from how they enter the totals.</summary>
    /// <param name="charges">The allowances and charges.</param>
    /// <param name="lineIds">Ids of the document's lines, for the allocations.</param>
    /// <param name="rounding">How the source rounds.</param>
    /// <param name="mayTakeBack">True on invoices.</param>
    public void AllowanceCharges(ValueList<AllowanceCharge> charges, HashSet<string> lineIds, RoundingPolicy? rounding, bool mayTakeBack)
    {
        for (var i = 0; i < charges.Count; i++)
        {
            using var _ = Report.At("allowanceCharges", i);
            AllowanceCharge(charges[i], lineIds, rounding, mayTakeBack);
        }
    }

    private void AllowanceCharge(AllowanceCharge charge, HashSet<string> lineIds, RoundingPolicy? rounding, bool mayTakeBack)
    {
        Amount(charge.Amount, "amount");
        Amount(charge.BasisAmount, "basisAmount");
        if (charge.Amount.Amount < 0 && !mayTakeBack)
            Report.Error(RuleIds.NegativeAllowance, "amount", "The amount is negative; isCharge gives the sign.", charge.Amount.ToString(), "zero or more");
        var reasons = charge.IsCharge ? TradeCodes.ChargeReasons : TradeCodes.AllowanceReasons;
        if (charge.ReasonCode is { } reason && !reasons.Contains(reason))
            Report.Warning(RuleIds.UnknownReasonCode, "reasonCode", $"The reason is not in {reasons.Name}.", reason, $"a code of {reasons.Name}");
        if (charge is { Percent: { } percent, BasisAmount: { } basis } && TryGetExponent(out var exponent))
        {
            var expected = Rounded.Round(basis.Amount * percent / 100, exponent, rounding?.Mode);
            if (expected != charge.Amount.Amount)
                Report.Warning(RuleIds.PercentAmount, "amount", "The amount is not the percentage of the basis.", charge.Amount.ToString(), Text(expected));
        }

        Allocations(charge, lineIds);
        Taxes(charge.Taxes);
    }

    private void Allocations(AllowanceCharge charge, HashSet<string> lineIds)
    {
        if (charge.Allocations.Count == 0)
            return;
        var sum = 0m;
        for (var i = 0; i < charge.Allocations.Count; i++)
        {
            using var _ = Report.At("allocations", i);
            Resolves(charge.Allocations[i].LineId, lineIds, "lineId");
            Amount(charge.Allocations[i].Amount, "amount");
            Amount(charge.Allocations[i].TaxAmount, "taxAmount");
            sum += charge.Allocations[i].Amount.Amount;
        }

        if (sum != charge.Amount.Amount)
            Report.Error(RuleIds.AllocationSum, "allocations", "The allocations do not add up to the amount.", Text(sum), charge.Amount.ToString());
    }

    /// <summary>Codes and currencies of one tax.</summary>
    private void Tax(Tax tax)
    {
        Amount(tax.TaxableAmount, "taxableAmount");
        Amount(tax.Amount, "amount");
        if (!tax.Category.IsKnown)
            Report.Warning(RuleIds.UnknownTaxCategory, "category", "The category is not a UNCL 5305 code we know.", tax.Category.Value, "a UNCL 5305 code, e.g. S");
        if (tax.ExemptionReasonCode is { } reason && !EuropeanCodes.VatExemptionReasons.Contains(reason))
            Report.Warning(RuleIds.UnknownExemptionCode, "exemptionReasonCode", "The exemption reason is not a VATEX code we know.", reason, "a VATEX code");
        if ((tax.Type is null || tax.Type == TaxType.VAT || tax.Type == TaxType.GST) && RateContradictsCategory(tax))
            Report.Error(RuleIds.TaxCategoryRate, "rate", $"The rate does not go with category {tax.Category.Value}.", Text(tax.Rate), tax.Category == TaxCategory.S ? "a rate above zero" : "no rate or zero");
    }

    private static bool RateContradictsCategory(Tax tax) => tax.Category.Value switch
    {
        "S" => tax.Rate <= 0,
        "Z" or "E" or "AE" or "K" or "G" or "O" => tax.Rate is not (null or 0),
        _ => false,
    };
}
