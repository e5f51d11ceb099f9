using System.Text.Json;

namespace Crossdock.TestKit.Fakes;

/// <summary>What a client posts to <c>/fulfilment-requests</c>.</summary>
internal sealed record WarehouseRequestInput(
    string ExternalReference,
    string OrderReference,
    WarehouseAddress ShipTo,
    IReadOnlyList<WarehouseRequestLine> Lines)
{
    public string? Carrier { get; init; }

    public DateOnly? ShipBy { get; init; }

    public JsonElement? Instructions { get; init; }
}

/// <summary>Where the goods go.</summary>
internal sealed record WarehouseAddress(string Name, IReadOnlyList<string> Street, string City, string CountryCode)
{
    public string? PostalCode { get; init; }

    public string? Region { get; init; }

    public string? Phone { get; init; }
}

/// <summary>A quantity to pick.</summary>
internal sealed record WarehouseRequestLine(string LineReference, string Sku, decimal Quantity);

/// <summary>A fulfilment request as the warehouse holds it.</summary>
internal sealed record WarehouseRequest(string Id, string Status, string Location, WarehouseRequestInput Request, DateTimeOffset CreatedAt);

/// <summary>A shipment event. Time stamps have a resolution of one second, so that rows share them.</summary>
internal sealed record WarehouseShipment(
    string Number,
    string RequestId,
    string RequestReference,
    string OrderReference,
    string Location,
    DateTimeOffset ShippedAt,
    string Carrier,
    string CarrierCode,
    string Service,
    string TrackingNumber,
    string TrackingUrl,
    IReadOnlyList<WarehouseShipmentLine> Lines,
    IReadOnlyList<WarehousePackage> Packages,
    long Sequence);

/// <summary>A shipped quantity, by lot where the item is lot-tracked.</summary>
internal sealed record WarehouseShipmentLine(string LineReference, string Sku, decimal Quantity, IReadOnlyList<WarehouseLot> Lots);

/// <summary>A shipped part of a lot.</summary>
internal sealed record WarehouseLot(string Lot, decimal Quantity, DateOnly ExpiresOn);

/// <summary>A package with its GS1 label.</summary>
internal sealed record WarehousePackage(string Sscc, int WeightGrams);

/// <summary>An absolute stock level after a change; <c>AsOf</c> rises with each change of the same item and location.</summary>
internal sealed record WarehouseStock(string Sku, string Location, decimal OnHand, decimal Allocated, decimal Available, DateTimeOffset AsOf, long Sequence);
