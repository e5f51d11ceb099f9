namespace Crossdock.Connectors.Vendure;

/// <summary>A product variant: what has a SKU and stock.</summary>
internal sealed record VendureVariant(string Id, string Sku, string? Name = null, IReadOnlyList<VendureStockLevel>? StockLevels = null);

internal sealed record VendureStockLevel(string StockLocationId, int StockOnHand);

internal sealed record VendureStockLocation(string Id, string Name);
