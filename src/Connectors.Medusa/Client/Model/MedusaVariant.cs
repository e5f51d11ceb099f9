using System.Text.Json;

namespace Crossdock.Connectors.Medusa;

/// <summary>A variant as item master data, as selected by <see cref="ItemReader"/>.</summary>
internal sealed record MedusaVariant(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    MedusaProduct Product,
    IReadOnlyList<MedusaPrice> Prices,
    IReadOnlyList<MedusaOptionValue> Options,
    string? Sku = null,
    string? Title = null,
    string? Barcode = null);

internal sealed record MedusaProduct(string Id, string Status, DateTimeOffset UpdatedAt, string? Title = null);

/// <summary>A price in major units. One with rules or quantities is for some customers or orders only.</summary>
internal sealed record MedusaPrice(
    string Id, string CurrencyCode, decimal Amount, decimal? MinQuantity = null, decimal? MaxQuantity = null, IReadOnlyDictionary<string, JsonElement>? Rules = null);

internal sealed record MedusaOptionValue(string Id, string Value, MedusaOption? Option = null);

internal sealed record MedusaOption(string Title);
