using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class OrderAcknowledgementTraits : DocumentTraits<OrderAcknowledgement>
{
    public override string SequenceScope => "order";

    public override string? KeyMember => "orderNumber";

    public override IReadOnlyList<RuleViolation> Check(OrderAcknowledgement document) => CanonicalRules.Check(document);

    public override string KeyOf(OrderAcknowledgement document) => document.OrderNumber;

    public override string? SequenceOf(OrderAcknowledgement document) => document.OrderNumber;

    public override DateTimeOffset? OccurredAt(OrderAcknowledgement document) => document.IssuedAt;

    public override OrderAcknowledgement Significant(OrderAcknowledgement document) =>
        document with { IssuedAt = null, ReceivedAt = null, SourceVersion = null, ExternalIds = [], Raw = null };
}
