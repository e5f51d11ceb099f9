using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// The taxes of an order. The shop states rates per line and shipping method, and a tax that is not rounded anywhere. The breakdown is computed per rate from
/// the rounded amounts, and rounded once.
/// </summary>
internal sealed class OrderTaxes(MedusaOrder order, Cash cash)
{
    private readonly HashSet<decimal> _sharedRates =
    [
        .. order.Items.SelectMany(line => line.TaxLines).Concat(order.ShippingMethods.SelectMany(method => method.TaxLines))
            .Select(tax => (tax.RawRate.Value, Name(tax))).Distinct().GroupBy(tax => tax.Value).Where(group => group.Count() > 1).Select(group => group.Key),
    ];

    private readonly SortedDictionary<(decimal Rate, string Name), decimal> _bases = [];

    /// <summary>The taxes of a part, without amounts: those are rounded for the whole order only. Counts the part in the breakdown.</summary>
    /// <param name="lines">The part's taxes.</param>
    /// <param name="net">Its amount without tax, rounded; negative for an allowance.</param>
    public ValueList<Tax> Of(IReadOnlyList<MedusaTaxLine> lines, decimal net)
    {
        foreach (var line in lines)
        {
            var key = (line.RawRate.Value, _sharedRates.Contains(line.RawRate) ? Name(line) : "");
            _bases[key] = _bases.GetValueOrDefault(key) + net;
        }

        return [.. lines.Select(line => Row(line.RawRate, Name(line), Math.Abs(net)))];
    }

    /// <summary>The breakdown of all parts so far.</summary>
    public ValueList<Tax> Rows() =>
    [
        .. _bases.Select(row => Row(row.Key.Rate, Texts.OrNull(row.Key.Name) ?? Only(row.Key.Rate), row.Value) with { Amount = cash.Paid(row.Value * row.Key.Rate / 100) }),
    ];

    private Tax Row(decimal rate, string name, decimal net) => new()
    {
        Category = rate == 0 ? TaxCategory.Z : TaxCategory.S,
        Name = Texts.OrNull(name),
        Rate = rate,

        // Two taxes of one rate are told apart by who gets them.
        Jurisdiction = _sharedRates.Contains(rate) ? Texts.OrNull(name) : null,
        TaxableAmount = cash.Paid(net),
    };

    private string Only(decimal rate) =>
        order.Items.SelectMany(line => line.TaxLines).Concat(order.ShippingMethods.SelectMany(method => method.TaxLines)).Where(tax => tax.RawRate == rate).Select(Name).First();

    private static string Name(MedusaTaxLine tax) => Texts.OrNull(tax.Description) ?? Texts.OrNull(tax.Code) ?? "";
}
