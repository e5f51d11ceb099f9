using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>The tax breakdown of one invoice: each row of the order's breakdown by the share of its base that is invoiced.</summary>
internal sealed class InvoiceTaxShares(Order order, InvoicedSoFar earlier, CurrencyRounding currency)
{
    /// <summary>The rows, and the sum of the taxes added to the amounts.</summary>
    public (ValueList<Tax> Rows, decimal Added) Of(IReadOnlyList<InvoiceLine> lines, ValueList<AllowanceCharge> allowanceCharges, bool isLast)
    {
        if (order.Taxes.Count == 0)
        {
            return ([], UnlistedTax(lines, allowanceCharges, isLast));
        }

        var rows = order.Taxes.Select(row => Share(row, lines, allowanceCharges, isLast)).Where(row => row.Amount!.Value.Amount != 0 || row.TaxableAmount!.Value.Amount != 0).ToValueList();
        return (rows, rows.Where(row => row.IsWithheld != true).Sum(row => row.Amount!.Value.Amount));
    }

    private Tax Share(Tax row, IReadOnlyList<InvoiceLine> lines, ValueList<AllowanceCharge> allowanceCharges, bool isLast)
    {
        var key = TaxKey.Of(row);
        var total = row.Amount?.Amount ?? 0;
        var takenBase = earlier.Taxable(key);
        var taken = earlier.Tax(key);
        if (isLast && row.TaxableAmount is { } rest)
        {
            return With(row, rest.Amount - takenBase, total - taken);
        }

        var baseNow = lines.Where(line => BelongsTo(line.Taxes, key)).Sum(line => line.LineExtensionAmount.Amount)
            + allowanceCharges.Where(one => BelongsTo(one.Taxes, key)).Sum(one => one.IsCharge ? one.Amount.Amount : -one.Amount.Amount);
        var whole = row.TaxableAmount?.Amount ?? 0;
        return With(row, baseNow, isLast ? total - taken : whole == 0 ? 0 : currency.NextShare(total, takenBase + baseNow, whole, taken));
    }

    // An amount that names no tax belongs to the only row there is; with several rows nobody can tell, so it belongs to the first.
    private bool BelongsTo(ValueList<Tax> taxes, TaxKey key) =>
        order.Taxes.Count == 1 || (taxes.Count == 0 ? TaxKey.Of(order.Taxes[0]) == key : taxes.Any(tax => TaxKey.Of(tax) == key));

    private Tax With(Tax row, decimal taxable, decimal amount) =>
        row with { TaxableAmount = currency.Money(taxable), Amount = currency.Money(amount) };

    /// <summary>Tax of an order without a breakdown: by its lines if they have it, else by the share of the tax exclusive total.</summary>
    private decimal UnlistedTax(IReadOnlyList<InvoiceLine> lines, ValueList<AllowanceCharge> allowanceCharges, bool isLast)
    {
        if (order.Totals?.TaxAmount is not { } total)
        {
            return lines.Sum(line => line.TaxAmount?.Amount ?? 0)
                + allowanceCharges.SelectMany(one => one.Taxes).Sum(tax => tax.Amount?.Amount ?? 0);
        }

        var taken = earlier.Total(totals => totals.TaxAmount);
        if (isLast || order.Totals.TaxExclusiveAmount is not { Amount: not 0 } whole)
        {
            return isLast ? total.Amount - taken : 0;
        }

        var now = lines.Sum(line => line.LineExtensionAmount.Amount) + allowanceCharges.Sum(one => one.IsCharge ? one.Amount.Amount : -one.Amount.Amount);
        return currency.NextShare(total.Amount, earlier.Total(totals => totals.TaxExclusiveAmount) + now, whole.Amount, taken);
    }
}
