namespace Crossdock.Connectors.Vendure;

/// <summary>One thing that is taxed: a line, a surcharge or a shipping price, in minor units.</summary>
internal readonly record struct TaxedPart(long Net, long Gross, IReadOnlyList<VendureTaxLine> Taxes)
{
    private decimal TotalRate => Taxes.Sum(tax => tax.TaxRate);

    /// <summary>Tax of the part per tax line, shared out and rounded as the shop does it.</summary>
    public IEnumerable<(VendureTaxLine Tax, long Amount)> Amounts()
    {
        foreach (var tax in Taxes)
        {
            var share = tax.TaxRate > 0 ? (Gross - Net) * (tax.TaxRate / TotalRate) : 0;
            yield return (tax, (long)Math.Floor(share + 0.5m));
        }
    }

    /// <summary>True when rounding explains the difference between the tax and net x rate.</summary>
    public bool IsPlausible => Math.Abs(Gross - Net - (Net * TotalRate / 100)) <= 1;
}
