namespace Crossdock.Connectors.Vendure;

/// <summary>An order with what paying money back needs.</summary>
internal sealed record RefundableOrder(string Id, string Code, string CurrencyCode, IReadOnlyList<RefundableLine> Lines, IReadOnlyList<VendurePayment>? Payments);

internal sealed record RefundableLine(string Id);
