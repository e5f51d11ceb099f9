using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Fakes;

/// <summary>What the shop's journal holds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ShopOrderPlaced), "placed")]
[JsonDerivedType(typeof(ShopFulfilmentAdded), "fulfilment")]
[JsonDerivedType(typeof(ShopFulfilmentMoved), "fulfilmentState")]
[JsonDerivedType(typeof(ShopNoteAdded), "note")]
[JsonDerivedType(typeof(ShopStockSet), "stock")]
internal abstract record ShopEvent;

/// <summary>An order was placed; the document is complete and numbered.</summary>
internal sealed record ShopOrderPlaced(JsonElement Order) : ShopEvent;

/// <summary>A fulfilment was added, in state Pending.</summary>
internal sealed record ShopFulfilmentAdded(string Id, string Method, string TrackingCode, IReadOnlyList<ShopFulfilmentLine> Lines, string At) : ShopEvent;

/// <summary>A fulfilment changed its state.</summary>
internal sealed record ShopFulfilmentMoved(string Id, string State, string At) : ShopEvent;

/// <summary>A note was added to an order's history.</summary>
internal sealed record ShopNoteAdded(string OrderId, string Note, bool IsPublic, string At) : ShopEvent;

/// <summary>Stock was set to absolute levels.</summary>
internal sealed record ShopStockSet(IReadOnlyList<ShopStockLevel> Levels, string At) : ShopEvent;

/// <summary>A fulfilled quantity of an order line.</summary>
internal sealed record ShopFulfilmentLine(string OrderLineId, int Quantity);

/// <summary>A level at the shop's one stock location.</summary>
internal sealed record ShopStockLevel(string VariantId, int StockOnHand);
