namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Sums over taxes and over allowances and charges.</summary>
internal static class TaxSums
{
    /// <summary>Sum of the taxes that are added; null when one of them has no amount. Withheld taxes do not count.</summary>
    public static decimal? AddedTax(this ValueList<Tax> taxes)
    {
        var sum = 0m;
        foreach (var tax in taxes)
        {
            if (tax.IsWithheld == true)
                continue;
            if (tax.Amount is not { } amount)
                return null;
            sum += amount.Amount;
        }

        return sum;
    }

    /// <summary>The amount without tax, signed: charges add, allowances take away.</summary>
    public static decimal SignedNet(this AllowanceCharge charge) =>
        charge.Sign() * (charge.TaxIncluded == true ? charge.Amount.Amount - (charge.Taxes.AddedTax() ?? 0) : charge.Amount.Amount);

    /// <summary>The amount with tax, signed.</summary>
    public static decimal SignedGross(this AllowanceCharge charge) =>
        charge.Sign() * (charge.TaxIncluded == true ? charge.Amount.Amount : charge.Amount.Amount + (charge.Taxes.AddedTax() ?? 0));

    /// <summary>1 for a charge, -1 for an allowance.</summary>
    public static int Sign(this AllowanceCharge charge) => charge.IsCharge ? 1 : -1;
}
