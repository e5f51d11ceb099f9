namespace Crossdock.Connectors.Medusa;

/// <summary>What has a SKU and stock.</summary>
internal sealed record MedusaInventoryItem(string Id, string Sku, IReadOnlyList<MedusaStockLevel> LocationLevels);

internal sealed record MedusaStockLevel(string LocationId, Exact RawStockedQuantity);
