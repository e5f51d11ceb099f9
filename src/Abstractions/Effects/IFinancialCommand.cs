namespace Crossdock;

/// <summary>
/// Marks a command whose repetition costs money or goods: orders, fulfilment requests, shipments, invoices, refunds. A connector
/// that performs it has to declare an idempotency mode, and an unknown outcome is never retried blindly.
/// </summary>
/// <remarks>
/// The marker is on the type, not in data, so that the analyzer sees it (CDK0011); <see cref="EffectOperation.IsFinancial"/> is
/// derived from it.
/// </remarks>
public interface IFinancialCommand : IEffectCommand;
