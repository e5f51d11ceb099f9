namespace Crossdock.Connectors.Medusa;

/// <summary>What a shipment holds of one order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Lines">Index of the shipment's line, the order line if it names one, SKU and quantity.</param>
internal sealed record ShipmentPart(string OrderId, IReadOnlyList<(int Index, string? LineId, string? Sku, decimal Quantity)> Lines);
