using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Fakes;

/// <summary>What the warehouse's journal holds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(WarehouseOpened), "opened")]
[JsonDerivedType(typeof(WarehouseRequested), "requested")]
[JsonDerivedType(typeof(WarehouseShipped), "shipped")]
internal abstract record WarehouseEvent;

/// <summary>The warehouse started empty with this stock.</summary>
internal sealed record WarehouseOpened(IReadOnlyList<string> Locations, int OnHand, DateTimeOffset At) : WarehouseEvent;

/// <summary>A fulfilment request was accepted; it ships at the due time.</summary>
internal sealed record WarehouseRequested(WarehouseRequest Request, DateTimeOffset DueAt) : WarehouseEvent;

/// <summary>A fulfilment request was shipped; the exact time is that of the stock change.</summary>
internal sealed record WarehouseShipped(WarehouseShipment Shipment, DateTimeOffset At) : WarehouseEvent;
