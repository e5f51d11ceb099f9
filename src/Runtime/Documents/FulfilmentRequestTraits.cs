using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class FulfilmentRequestTraits : DocumentTraits<FulfilmentRequest>
{
    public override string SequenceScope => "order";

    public override IReadOnlyList<RuleViolation> Check(FulfilmentRequest document) => CanonicalRules.Check(document);

    public override string KeyOf(FulfilmentRequest document) => document.Number;

    public override string? SequenceOf(FulfilmentRequest document) => OrderReferences.First(document.Orders);

    public override DateTimeOffset? OccurredAt(FulfilmentRequest document) => document.ModifiedAt ?? document.RequestedAt;

    public override FulfilmentRequest Significant(FulfilmentRequest document) => document with
    {
        Revision = null,
        SourceVersion = null,
        ModifiedAt = null,
        ExternalIds = [],
        Raw = null,
        Lines = document.Lines.Select(line => line with { Quantities = null, Statuses = [] }).ToValueList(),
    };
}
