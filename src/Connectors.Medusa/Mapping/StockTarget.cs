namespace Crossdock.Connectors.Medusa;

/// <summary>One stock level to set.</summary>
internal sealed record StockTarget(string Sku, string Location, decimal OnHand);
