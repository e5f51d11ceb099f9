using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Fakes;

/// <summary>What the payment provider's journal holds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TransactionNoted), "transaction")]
[JsonDerivedType(typeof(RefundPaid), "refund")]
internal abstract record PaymentEvent;

/// <summary>A payment was taken, or a refund asked for.</summary>
internal sealed record TransactionNoted(PaymentRow Row) : PaymentEvent;

/// <summary>Money was paid back.</summary>
internal sealed record RefundPaid(IssuedRefund Refund) : PaymentEvent;
