namespace Crossdock;

/// <summary>Describes one kind of effect.</summary>
/// <param name="Name">Stable name, part of the idempotency key, e.g. <c>submit-order</c>.</param>
/// <param name="IsFinancial">
/// True when doing it twice costs money or goods (orders, fulfilment requests, invoices, refunds): with
/// <see cref="IdempotencyMode.None"/> such an effect is never retried by itself.
/// </param>
/// <param name="IsAbsolute">True when it sets a state (stock, item data), so that repeating the newest one is harmless.</param>
public sealed record EffectOperation(string Name, bool IsFinancial, bool IsAbsolute = false);
