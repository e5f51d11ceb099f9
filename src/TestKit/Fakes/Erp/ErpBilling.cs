namespace Crossdock.TestKit.Fakes;

/// <summary>Bills a shipment at the prices of its order, so that the invoices of a completely shipped order sum to the order.</summary>
internal static class ErpBilling
{
    public static (List<ErpInvoiceLine> Lines, IReadOnlyList<ErpCharge> Charges, ErpTotals Totals) Bill(
        ErpOrder order, ErpShipmentInput shipment, IReadOnlyList<ErpInvoice> earlier)
    {
        var currency = order.Order.Currency;
        var lines = new List<ErpInvoiceLine>();
        var complete = true;
        foreach (var line in order.Order.Lines)
        {
            var quantity = shipment.Lines.Where(shipped => shipped.LineReference == line.Reference).Sum(shipped => shipped.Quantity);
            var billed = earlier.SelectMany(invoice => invoice.Lines).Where(billed => billed.LineReference == line.Reference).ToList();
            var share = (billed.Sum(b => b.Quantity) + quantity) / line.Quantity;
            complete &= share >= 1;
            if (quantity > 0)
            {
                // Cumulative rounding: what is billed so far is always the rounded share of the line.
                var lineTax = line.TaxAmount ?? CurrencyExponent.Round(line.NetAmount * (line.TaxRate ?? 0) / 100, currency);
                var net = CurrencyExponent.Round(line.NetAmount * share, currency) - billed.Sum(b => b.NetAmount);
                var tax = CurrencyExponent.Round(lineTax * share, currency) - billed.Sum(b => b.TaxAmount ?? 0);
                lines.Add(new ErpInvoiceLine(line.Reference, line.Sku, quantity, net) { TaxRate = line.TaxRate, TaxAmount = tax });
            }
        }

        var charges = earlier.Count == 0 ? order.Order.Charges : [];
        var totals = complete ? Remainder(order, earlier) : Sum(lines, charges);
        return (lines, charges, totals);
    }

    /// <summary>The invoice that completes an order takes what is left, so that header-level rounding closes too.</summary>
    private static ErpTotals Remainder(ErpOrder order, IReadOnlyList<ErpInvoice> earlier) => new(
        order.Order.Totals.NetAmount - earlier.Sum(invoice => invoice.Totals.NetAmount),
        order.Order.Totals.TaxAmount - earlier.Sum(invoice => invoice.Totals.TaxAmount),
        order.Order.Totals.GrossAmount - earlier.Sum(invoice => invoice.Totals.GrossAmount));

    private static ErpTotals Sum(List<ErpInvoiceLine> lines, IReadOnlyList<ErpCharge> charges)
    {
        var net = lines.Sum(line => line.NetAmount) + charges.Sum(charge => charge.NetAmount);
        var tax = lines.Sum(line => line.TaxAmount ?? 0) + charges.Sum(charge => charge.TaxAmount ?? 0);
        return new ErpTotals(net, tax, net + tax);
    }
}
