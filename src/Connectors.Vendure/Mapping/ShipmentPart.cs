namespace Crossdock.Connectors.Vendure;

/// <summary>What a shipment holds of one order.</summary>
/// <param name="OrderCode">The order.</param>
/// <param name="Lines">Index of the shipment's line, the order line if it names one, SKU and pieces.</param>
internal sealed record ShipmentPart(string OrderCode, IReadOnlyList<(int Index, string? OrderLineId, string? Sku, int Pieces)> Lines);
