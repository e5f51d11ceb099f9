namespace Crossdock.Connectors.Vendure;

/// <summary>
/// Whether prices are kept without tax or with it. One of the two is what the shopkeeper typed, and exact; the other is computed
/// from it and rounded, so that quantity x price misses the line's price by a minor unit here and there.
/// </summary>
/// <param name="IsGross">True when prices contain tax.</param>
/// <param name="IsExact">False when neither fits: a plugin computes prices finer than the minor unit.</param>
internal readonly record struct PriceBasis(bool IsGross, bool IsExact)
{
    public static PriceBasis Of(VendureOrder order, VendureChannel channel)
    {
        // The channel's setting of today decides where both fit; an order from before it was changed fits only one.
        var preferred = channel.PricesIncludeTax;
        return Fits(order, preferred) ? new(preferred, true)
            : Fits(order, !preferred) ? new(!preferred, true)
            : new(preferred, false);
    }

    public long Unit(VendureLine line) => IsGross ? line.UnitPriceWithTax : line.UnitPrice;

    public long Line(VendureLine line) => IsGross ? line.ProratedLinePriceWithTax : line.ProratedLinePrice;

    public long Discount(VendureDiscount discount) => IsGross ? discount.AmountWithTax : discount.Amount;

    private static bool Fits(VendureOrder order, bool gross) => order.Lines.All(line =>
        gross ? line.UnitPriceWithTax * line.Quantity == line.LinePriceWithTax : line.UnitPrice * line.Quantity == line.LinePrice);
}
