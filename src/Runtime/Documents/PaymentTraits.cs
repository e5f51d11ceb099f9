using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class PaymentTraits : DocumentTraits<Payment>
{
    public override string SequenceScope => "order";

    public override IReadOnlyList<RuleViolation> Check(Payment document) => CanonicalRules.Check(document);

    public override string KeyOf(Payment document) => document.Number;

    /// <summary>The first order it names; a payment of several orders is kept in order with that one only.</summary>
    public override string? SequenceOf(Payment document) => OrderReferences.Of(document).FirstOrDefault();

    public override DateTimeOffset? OccurredAt(Payment document) =>
        document.SettledAt ?? document.PostedAt ?? document.AuthorizedAt ?? document.CreatedAt;

    /// <summary>
    /// What money went which way, between whom, for which documents, and whether it did move. When exactly, what the provider keeps of it
    /// and how it goes on afterwards makes no new revision: a refund or chargeback is a payment of its own.
    /// </summary>
    public override Payment Significant(Payment document) => document with
    {
        Revision = null,
        SourceVersion = null,
        ExternalIds = [],
        Statuses = PaymentMoney.StandingOf(document) switch
        {
            PaymentStanding.Moved or PaymentStanding.NotStated => [StatusFact.Of(PaymentStatus.Paid)],
            PaymentStanding.Unknown => document.Statuses,
            _ => [],
        },
        CreatedAt = null,
        AuthorizedAt = null,
        SettledAt = null,
        ModifiedAt = null,
        ExpiresAt = null,
        ValueDate = null,
        PostedAt = null,
        FeeAmount = null,
        ErrorMessage = null,
        Notes = [],
        Attachments = [],
        Extensions = Extensions.Empty,
        Raw = null,
    };
}
