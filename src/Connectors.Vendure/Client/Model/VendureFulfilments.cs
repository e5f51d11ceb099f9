namespace Crossdock.Connectors.Vendure;

/// <summary>An order with what fulfilling it needs.</summary>
internal sealed record FulfilmentOrder(string Id, string Code, IReadOnlyList<FulfilmentOrderLine> Lines, IReadOnlyList<ExistingFulfilment>? Fulfillments);

internal sealed record FulfilmentOrderLine(string Id, int Quantity, VendureVariant ProductVariant);

internal sealed record ExistingFulfilment(string Id, string State, string? Method, string? TrackingCode, IReadOnlyList<VendureQuantity>? Lines = null);

/// <summary>The answer of a mutation whose type is a union: what was made or moved, or an error result.</summary>
internal sealed record UnionAnswer(string? Id = null, string? State = null, string? ErrorCode = null);

/// <summary>An order with its notes, newest first.</summary>
internal sealed record NotedOrder(string Id, string Code, VendureNotes History);

internal sealed record VendureNotes(IReadOnlyList<VendureNote> Items);

internal sealed record VendureNote(string Id, VendureHistoryData? Data);
