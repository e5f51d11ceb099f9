namespace Crossdock.Connectors.Vendure;

/// <summary>One stock level to set.</summary>
internal sealed record StockTarget(string Sku, string Location, int OnHand);
