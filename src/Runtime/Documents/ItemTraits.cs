using Crossdock.Canonical;

namespace Crossdock.Runtime;

internal sealed class ItemTraits : DocumentTraits<Item>
{
    public override string SequenceScope => "item";

    public override string? KeyMember => "sku";

    public override string KeyOf(Item document) => document.Sku;

    public override string? SequenceOf(Item document) => document.Sku;

    public override DateTimeOffset? OccurredAt(Item document) => document.ModifiedAt ?? document.CreatedAt;

    public override Item Significant(Item document) =>
        document with { Revision = null, SourceVersion = null, ModifiedAt = null, ExternalIds = [], Raw = null };
}
