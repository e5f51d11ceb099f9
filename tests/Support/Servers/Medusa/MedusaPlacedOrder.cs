namespace Crossdock.Servers;

/// <summary>An order that a customer placed.</summary>
/// <param name="Id">The shop's id, <c>order_…</c>.</param>
/// <param name="Total">What is to be paid, as the shop says it: it does not round.</param>
public sealed record MedusaPlacedOrder(string Id, decimal Total);
