namespace Crossdock.AcmeWarehouse.Wms;

/// <summary>A shipment in the books of the WMS.</summary>
public sealed record AcmeShipment(long Sequence, string Number, string Order, string Sku, decimal Quantity, string Unit, string Status, DateTimeOffset ShippedAt);
