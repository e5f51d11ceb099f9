using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>What earlier invoices of the same order have taken.</summary>
internal sealed class InvoicedSoFar(IReadOnlyList<Invoice> invoices, string orderNumber)
{
    private readonly List<Invoice> _invoices = [.. invoices.Where(invoice => OrderReferences.Of(invoice).Contains(orderNumber))];

    public bool IsFirst => _invoices.Count == 0;

    public decimal Quantity(string orderLineId) => LinesOf(orderLineId).Sum(line => line.Quantity.Value);

    public decimal Amount(string orderLineId) => LinesOf(orderLineId).Sum(line => line.LineExtensionAmount.Amount);

    public decimal LineTax(string orderLineId) => LinesOf(orderLineId).Sum(line => line.TaxAmount?.Amount ?? 0);

    public decimal Taxable(TaxKey key) => TaxesOf(key).Sum(tax => tax.TaxableAmount?.Amount ?? 0);

    public decimal Tax(TaxKey key) => TaxesOf(key).Sum(tax => tax.Amount?.Amount ?? 0);

    public decimal Total(Func<MonetaryTotal, Money?> select) => _invoices.Sum(invoice => select(invoice.Totals)?.Amount ?? 0);

    private IEnumerable<InvoiceLine> LinesOf(string orderLineId) => _invoices.SelectMany(invoice => invoice.Lines).Where(line => line.Order?.LineId == orderLineId);

    private IEnumerable<Tax> TaxesOf(TaxKey key) => _invoices.SelectMany(invoice => invoice.Taxes).Where(tax => TaxKey.Of(tax) == key);
}
