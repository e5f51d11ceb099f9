namespace Crossdock.Canonical.Rules.Checks;

/// <summary>What the arithmetic needs of a line, whatever document it is from.</summary>
internal readonly record struct PricedLine(
    Quantity Quantity,
    Price? Price,
    ValueList<AllowanceCharge> AllowanceCharges,
    Money? LineExtensionAmount,
    ValueList<Tax> Taxes,
    Money? TaxAmount,
    Money? TaxInclusiveAmount,
    bool IsText,
    bool MayLackAmount)
{
    public static PricedLine Of(OrderLine line) => new(
        line.Quantity, line.Price, line.AllowanceCharges, line.LineExtensionAmount, line.Taxes, line.TaxAmount, line.TaxInclusiveAmount,
        line.Type == OrderLineType.Comment,
        line.Type == OrderLineType.Comment || line.Type == OrderLineType.BundleParent || line.Type == OrderLineType.BundleComponent);

    public static PricedLine Of(InvoiceLine line) => new(
        line.Quantity, line.Price, line.AllowanceCharges, line.LineExtensionAmount, line.Taxes, line.TaxAmount, line.TaxInclusiveAmount,
        line.Type == InvoiceLineType.Comment || line.Type == InvoiceLineType.Subtotal,
        false);

    /// <summary>The tax added to the line: as stated, or the sum of its taxes; null when neither is given in full.</summary>
    public decimal? AddedTax => TaxAmount?.Amount ?? (Taxes.Count > 0 ? Taxes.AddedTax() : null);
}
