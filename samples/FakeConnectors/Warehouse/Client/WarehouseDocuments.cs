using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>Body of <c>POST /fulfilment-requests</c>.</summary>
internal sealed record WarehouseRequestBody(string ExternalReference, string OrderReference, WarehouseAddress ShipTo, IReadOnlyList<WarehouseRequestLine> Lines)
{
    public string? Carrier { get; init; }

    public DateOnly? ShipBy { get; init; }

    public string? Instructions { get; init; }
}

/// <summary>Where the goods go.</summary>
internal sealed record WarehouseAddress(string Name, IReadOnlyList<string> Street, string City, string CountryCode, string? PostalCode, string? Region, string? Phone);

/// <summary>A quantity to pick. Decimals travel as strings.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record WarehouseRequestLine(string LineReference, string Sku, decimal Quantity);

/// <summary>A stored request.</summary>
internal sealed record WarehouseRequest(string Id, string Status);

/// <summary>Answer of the search.</summary>
internal sealed record WarehouseRequests(IReadOnlyList<WarehouseRequest> Requests);

/// <summary>A shipment event.</summary>
internal sealed record WarehouseShipment(
    string Number,
    string RequestReference,
    string OrderReference,
    string Location,
    DateTimeOffset ShippedAt,
    string Carrier,
    string CarrierCode,
    string Service,
    string TrackingNumber,
    Uri TrackingUrl,
    IReadOnlyList<WarehouseShipmentLine> Lines,
    IReadOnlyList<WarehousePackage> Packages,
    long Sequence);

/// <summary>A shipped quantity, with its lots where the item has any.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record WarehouseShipmentLine(string LineReference, string Sku, decimal Quantity, IReadOnlyList<WarehouseLot> Lots);

/// <summary>A shipped part of a lot.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record WarehouseLot(string Lot, decimal Quantity, DateOnly ExpiresOn);

/// <summary>A package.</summary>
internal sealed record WarehousePackage(string Sscc, int WeightGrams);

/// <summary>A stock level.</summary>
internal sealed record WarehouseStock(string Sku, string Location, DateTimeOffset AsOf, long Sequence)
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public required decimal OnHand { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public required decimal Allocated { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public required decimal Available { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WarehouseRequestBody))]
[JsonSerializable(typeof(WarehouseRequest))]
[JsonSerializable(typeof(WarehouseRequests))]
[JsonSerializable(typeof(WarehouseShipment))]
[JsonSerializable(typeof(WarehouseStock))]
internal sealed partial class WarehouseJson : JsonSerializerContext;
