namespace Crossdock.Connectors.Http;

/// <summary>A stock level as a document tells it.</summary>
/// <param name="Sku">The item.</param>
/// <param name="Location">Where, as the document calls it.</param>
/// <param name="OnHand">How much, in pieces; below zero where more was promised than is there.</param>
public sealed record StockLevel(string Sku, string Location, decimal OnHand);
