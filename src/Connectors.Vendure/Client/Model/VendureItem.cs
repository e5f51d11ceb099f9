namespace Crossdock.Connectors.Vendure;

/// <summary>A variant as item master data. Prices are integers in minor units of the channel's currency.</summary>
internal sealed record VendureItem(
    string Id,
    string Sku,
    string Name,
    bool Enabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string CurrencyCode,
    long Price,
    long PriceWithTax,
    VendureTaxRate TaxRateApplied,
    IReadOnlyList<VendureItemOption> Options,
    VendureProduct Product);

internal sealed record VendureTaxRate(string Name, decimal Value);

internal sealed record VendureItemOption(string Id, string Name, VendureOptionGroup Group);

internal sealed record VendureOptionGroup(string Id, string Name);

internal sealed record VendureProduct(string Id, string Name, bool Enabled, DateTimeOffset UpdatedAt);
