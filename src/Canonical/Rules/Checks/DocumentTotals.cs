namespace Crossdock.Canonical.Rules.Checks;

/// <summary>The arithmetic orders and invoices share: from the lines to the payable amount.</summary>
internal sealed class DocumentTotals(DocumentCheck check, ValueList<AllowanceCharge> charges, ValueList<Tax> taxes, RoundingPolicy? rounding)
{
    /// <summary>Checks lines, tax breakdown and totals.</summary>
    public void Check(IReadOnlyList<PricedLine> lines, MonetaryTotal? totals)
    {
        // Without one known currency nothing can be added up, and that is reported already.
        if (!check.TryGetExponent(out var exponent) || check.Report.Has(RuleIds.AmountCurrency))
            return;
        var rows = new TaxRows(check, rounding, exponent);
        var (lineTotal, lineTax) = CheckLines(lines, new LineArithmetic(check, rounding, exponent), rows);
        var chargeTax = CheckCharges(rows);
        rows.CheckBreakdown(taxes);
        if (totals is not null)
            CheckTotals(totals, lineTotal, taxes.Count > 0 ? taxes.AddedTax() : lineTax + chargeTax);
    }

    /// <summary>Checks totals of which the lines are not known any more: only against themselves.</summary>
    public static void CheckAlone(DocumentCheck check, MonetaryTotal? totals, string member)
    {
        if (totals is null || check.Report.Has(RuleIds.AmountCurrency))
            return;
        using var _ = check.Report.At(member);
        Chain(check, totals, totals.LineExtensionAmount?.Amount, totals.AllowanceTotalAmount?.Amount ?? 0, totals.ChargeTotalAmount?.Amount ?? 0, totals.TaxAmount?.Amount);
    }

    private (decimal? Net, decimal? Tax) CheckLines(IReadOnlyList<PricedLine> lines, LineArithmetic arithmetic, TaxRows rows)
    {
        decimal? net = 0;
        decimal? tax = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            using var _ = check.Report.At("lines", i);
            var amount = arithmetic.Check(line);
            if (amount is null)
                check.Report.Warning(RuleIds.TotalNotCheckable, "", "The line has neither an amount nor a net price, so the totals cannot be checked.", "no amount", "lineExtensionAmount");
            var tolerance = arithmetic.TaxTolerance(line);
            rows.CheckPart(line.Taxes, amount, tolerance);
            rows.Add(line.Taxes, amount, 1, tolerance);
            net += amount;
            tax += line.AddedTax ?? (line.Taxes.Count == 0 ? 0 : null);
        }

        return (net, tax);
    }

    private decimal? CheckCharges(TaxRows rows)
    {
        decimal? tax = 0;
        var tolerance = rounding?.Tax is TaxRounding.Line or TaxRounding.Unit && check.TryGetExponent(out var exponent) ? Rounded.MinorUnit(exponent) : 0;
        for (var i = 0; i < charges.Count; i++)
        {
            var charge = charges[i];
            using var _ = check.Report.At("allowanceCharges", i);
            var net = charge.SignedNet();
            rows.CheckPart(charge.Taxes, charge.Sign() * net, tolerance);
            rows.Add(charge.Taxes, net, charge.Sign(), tolerance);
            tax += charge.Sign() * charge.Taxes.AddedTax();
        }

        return tax;
    }

    private void CheckTotals(MonetaryTotal totals, decimal? lineTotal, decimal? taxTotal)
    {
        using var _ = check.Report.At("totals");
        var allowances = 0m;
        var additions = 0m;
        foreach (var charge in charges)
        {
            if (charge.IsCharge)
                additions += charge.SignedNet();
            else
                allowances -= charge.SignedNet();
        }

        Equal(check, totals.LineExtensionAmount, lineTotal, RuleIds.LineTotal, "lineExtensionAmount", "The total of the lines is not their sum.");
        Equal(check, totals.AllowanceTotalAmount, allowances, RuleIds.AllowanceTotal, "allowanceTotalAmount", "The total of allowances is not the sum of the document's allowances.");
        Equal(check, totals.ChargeTotalAmount, additions, RuleIds.ChargeTotal, "chargeTotalAmount", "The total of charges is not the sum of the document's charges.");
        Equal(check, totals.TaxAmount, taxTotal, RuleIds.TaxTotal, "taxAmount", "The total tax is not the sum of the taxes.");
        if (taxTotal is null && totals.TaxAmount is null)
            check.Report.Warning(RuleIds.TotalNotCheckable, "taxAmount", "Some taxes have no amount, so the totals with tax cannot be checked.", "no tax amount", "taxAmount");
        Chain(check, totals, totals.LineExtensionAmount?.Amount ?? lineTotal, totals.AllowanceTotalAmount?.Amount ?? allowances, totals.ChargeTotalAmount?.Amount ?? additions, totals.TaxAmount?.Amount ?? taxTotal);
    }

    /// <summary>From the total of the lines to the payable amount; each step uses the stated amount before it, so that one slip is reported once.</summary>
    private static void Chain(DocumentCheck check, MonetaryTotal totals, decimal? lineTotal, decimal allowances, decimal charges, decimal? tax)
    {
        var exclusive = lineTotal - allowances + charges;
        Equal(check, totals.TaxExclusiveAmount, exclusive, RuleIds.TaxExclusive, "taxExclusiveAmount", "The total without tax is not lines - allowances + charges.");
        var inclusive = (totals.TaxExclusiveAmount?.Amount ?? exclusive) + tax;
        Equal(check, totals.TaxInclusiveAmount, inclusive, RuleIds.TaxInclusive, "taxInclusiveAmount", "The total with tax is not the total without tax plus tax.");
        var rounding = totals.PayableRoundingAmount?.Amount ?? 0;
        var payable = (totals.TaxInclusiveAmount?.Amount ?? inclusive) - (totals.PrepaidAmount?.Amount ?? 0) + rounding;
        Equal(check, totals.PayableAmount, payable, RuleIds.Payable, "payableAmount", "The payable amount is not total with tax - prepaid + rounding.");
        if (Math.Abs(rounding) > 1 && Math.Abs(rounding) * 1000 > Math.Abs(totals.PayableAmount.Amount))
            check.Report.Warning(RuleIds.UnusualRounding, "payableRoundingAmount", "The rounding amount is unusually large.", DocumentCheck.Text(rounding), "a fraction of the total");
    }

    private static void Equal(DocumentCheck check, Money? stated, decimal? expected, string ruleId, string member, string message)
    {
        if (stated is { } amount && expected is { } value && amount.Amount != value)
            check.Report.Error(ruleId, member, message, amount.ToString(), DocumentCheck.Text(value));
    }
}
