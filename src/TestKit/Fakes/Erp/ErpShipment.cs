namespace Crossdock.TestKit.Fakes;

/// <summary>What a client posts to <c>/shipments</c>: goods that left a warehouse for an order.</summary>
internal sealed record ErpShipmentInput(string ExternalReference, string OrderReference, DateTimeOffset ShippedAt, IReadOnlyList<ErpShipmentLine> Lines)
{
    public string? Carrier { get; init; }

    public string? TrackingNumber { get; init; }
}

/// <summary>A delivered quantity of an order line.</summary>
internal sealed record ErpShipmentLine(string LineReference, string Sku, decimal Quantity)
{
    public string? Lot { get; init; }
}

/// <summary>A delivery note as the ERP holds it.</summary>
internal sealed record ErpDeliveryNote(string Number, ErpShipmentInput Shipment, DateTimeOffset CreatedAt, long Sequence);
