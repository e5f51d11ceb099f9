using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Records money that moved in the financial record: a payment, a refund, a chargeback.</summary>
/// <param name="Document">The payment. Its type says in which direction the money went.</param>
public sealed record RecordPayment(Payment Document) : IEffectCommand<RecordPayment, Payment>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<RecordPayment>("record-payment");

    /// <inheritdoc/>
    public static RecordPayment From(Payment document) => new(document);
}
