using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class InventoryTraits : DocumentTraits<Inventory>
{
    public override string SequenceScope => "stock";

    public override string? KeyMember => null;

    public override IReadOnlyList<RuleViolation> Check(Inventory document) => CanonicalRules.Check(document);

    /// <summary>Item and location of a snapshot taken apart by <see cref="Split"/>; the number or first movement of anything else.</summary>
    public override string KeyOf(Inventory document) =>
        SequenceOf(document) ?? document.Number ?? (document.Movements.Count > 0 ? document.Movements[0].Id : "empty");

    public override string? SequenceOf(Inventory document) =>
        document is { Kind: InventoryKind.Snapshot, Positions.Count: > 0 } ? PlaceOf(document.Positions[0]) : null;

    public override string SequenceKeyOfUnread(string documentKey) => $"stock/{documentKey}";

    public override DateTimeOffset? OccurredAt(Inventory document) => AsOf(document);

    public override long? VersionOf(Inventory document) => AsOf(document).UtcTicks;

    /// <summary>The figures. The moment they were taken is their version, not their content.</summary>
    public override Inventory Significant(Inventory document) => document with
    {
        Number = null,
        AsOf = DateTimeOffset.UnixEpoch,
        Sequence = null,
        SourceVersion = null,
        ExternalIds = [],
        Raw = null,
        Positions = document.Positions.Select(position => position with { AsOf = null, Sequence = null }).ToValueList(),
    };

    /// <summary>Stock is ordered per item and location, so a snapshot of many becomes one document per item and location.</summary>
    public override IReadOnlyList<Inventory> Split(Inventory document)
    {
        if (document.Kind != InventoryKind.Snapshot || document.Positions.Count < 2)
        {
            return [document];
        }

        var groups = document.Positions.GroupBy(PlaceOf, StringComparer.Ordinal).ToList();
        return groups.Count == 1 ? [document] : [.. groups.Select(group => document with { Positions = group.ToValueList() })];
    }

    private static DateTimeOffset AsOf(Inventory document)
    {
        var newest = document.Positions.Count > 0 ? document.Positions.Max(position => position.AsOf) : null;
        return newest ?? document.AsOf;
    }

    private static string PlaceOf(InventoryPosition position) => $"{ItemNames.Of(position.Item)}@{position.Location.Code}";
}
