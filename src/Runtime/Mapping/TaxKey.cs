using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Tells the rows of a tax breakdown apart.</summary>
internal readonly record struct TaxKey(string Type, string Category, decimal? Rate, string? Jurisdiction)
{
    public static TaxKey Of(Tax tax) => new(tax.Type?.Value ?? "", tax.Category.Value, tax.Rate, tax.Jurisdiction);
}
