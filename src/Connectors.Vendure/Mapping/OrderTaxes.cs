using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <summary>
/// The taxes of an order. The shop states a summary, and rates for lines and surcharges, but none for shipping: what the summary
/// holds beyond lines and surcharges is shipping's.
/// </summary>
internal sealed class OrderTaxes
{
    private readonly VendureOrder _order;
    private readonly MoneyReader _money;
    private readonly HashSet<decimal> _sharedRates;

    public OrderTaxes(VendureOrder order, MoneyReader money)
    {
        (_order, _money) = (order, money);
        _sharedRates = [.. order.TaxSummary.GroupBy(row => row.TaxRate).Where(group => group.Count() > 1).Select(group => group.Key)];
        var parts = order.Lines.Select(Part).Concat(order.Surcharges.Select(Part)).ToList();
        Shipping = FindShippingTax(parts);
        if (Shipping.Count > 0)
        {
            parts.AddRange(order.ShippingLines.Select(line => new TaxedPart(line.DiscountedPrice, line.DiscountedPriceWithTax, Shipping)));
        }

        Rounding = RoundedPerDocument(parts) ? TaxRounding.Document : TaxRounding.Line;
        Rows =
        [
            .. order.TaxSummary.OrderBy(row => row.TaxRate).ThenBy(row => row.Description, StringComparer.Ordinal)
                .Select(row => Tax(row.TaxRate, row.Description, row.TaxBase, row.TaxTotal)),
        ];
    }

    /// <summary>Where the shop rounds: on each line by default, once per rate when it is configured so.</summary>
    public TaxRounding Rounding { get; }

    /// <summary>The tax breakdown as the shop states it.</summary>
    public ValueList<Tax> Rows { get; }

    /// <summary>The tax on shipping; empty when it cannot be told.</summary>
    public IReadOnlyList<VendureTaxLine> Shipping { get; }

    public static TaxedPart Part(VendureLine line) => new(line.ProratedLinePrice, line.ProratedLinePriceWithTax, line.TaxLines);

    public static TaxedPart Part(VendureSurcharge surcharge) => new(surcharge.Price, surcharge.PriceWithTax, surcharge.TaxLines);

    /// <summary>The taxes of one part. Where the shop rounds per document, amounts of parts would not add up and are left out.</summary>
    public ValueList<Tax> Of(TaxedPart part)
    {
        var sign = part.Net < 0 || part.Gross < 0 ? -1 : 1;
        return
        [
            .. part.Amounts().Select(share => Tax(
                share.Tax.TaxRate, share.Tax.Description, sign * part.Net, Rounding == TaxRounding.Line ? sign * share.Amount : null)),
        ];
    }

    private Tax Tax(decimal rate, string name, long net, long? amount) => new()
    {
        Category = rate == 0 ? TaxCategory.Z : TaxCategory.S,
        Name = Texts.OrNull(name),
        Rate = rate,

        // Two taxes of one rate are told apart by who gets them, and the shop names that in the description.
        Jurisdiction = _sharedRates.Contains(rate) ? Texts.OrNull(name) : null,
        TaxableAmount = _money.Of(net),
        Amount = amount is { } tax ? _money.Of(tax) : null,
    };

    private IReadOnlyList<VendureTaxLine> FindShippingTax(List<TaxedPart> parts)
    {
        var (net, tax) = (_order.ShippingLines.Sum(line => line.DiscountedPrice), _order.ShippingLines.Sum(line => line.DiscountedPriceWithTax - line.DiscountedPrice));
        var left = _order.TaxSummary.Where(row =>
        {
            var same = parts.SelectMany(part => part.Amounts().Where(share => IsOf(row, share.Tax)).Select(share => (part.Net, share.Amount))).ToList();
            return row.TaxBase - same.Sum(part => part.Net) == net
                && row.TaxTotal - same.Sum(part => part.Amount) == tax
                && (net != 0 || same.Count == 0);
        }).ToList();
        return left is [var only] ? [new VendureTaxLine(only.Description, only.TaxRate)] : [];
    }

    private bool RoundedPerDocument(List<TaxedPart> parts)
    {
        var shares = parts.SelectMany(part => part.Amounts()).ToList();
        var fitsLines = _order.TaxSummary.All(row => row.TaxTotal == shares.Where(share => IsOf(row, share.Tax)).Sum(share => share.Amount));
        return !fitsLines
            && _order.TaxSummary.All(row => row.TaxTotal == decimal.Round(row.TaxBase * row.TaxRate / 100, MidpointRounding.AwayFromZero));
    }

    private static bool IsOf(VendureTaxRow row, VendureTaxLine tax) => row.Description == tax.Description && row.TaxRate == tax.TaxRate;
}
