using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class ItemTraits : DocumentTraits<Item>
{
    public override string SequenceScope => "item";

    public override string? KeyMember => "sku";

    public override IReadOnlyList<RuleViolation> Check(Item document) => CanonicalRules.Check(document);

    public override string KeyOf(Item document) => document.Sku;

    public override string? SequenceOf(Item document) => document.Sku;

    public override DateTimeOffset? OccurredAt(Item document) => document.ModifiedAt ?? document.CreatedAt;

    public override Item Significant(Item document) =>
        document with { Revision = null, SourceVersion = null, ModifiedAt = null, ExternalIds = [], Raw = null };
}
