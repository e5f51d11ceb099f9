using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class InvoiceTraits : DocumentTraits<Invoice>
{
    public override string SequenceScope => "order";

    public override IReadOnlyList<RuleViolation> Check(Invoice document) => CanonicalRules.Check(document);

    public override string KeyOf(Invoice document) => document.Number;

    public override string? SequenceOf(Invoice document) => OrderReferences.Of(document).FirstOrDefault();

    public override DateTimeOffset? OccurredAt(Invoice document) =>
        document.PostedAt ?? document.IssuedAt ?? new DateTimeOffset(document.IssueDate, TimeOnly.MinValue, TimeSpan.Zero);

    public override Invoice Significant(Invoice document) =>
        document with { Revision = null, SourceVersion = null, ExternalIds = [], Raw = null };
}
