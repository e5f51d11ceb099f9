using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class ShipmentTraits : DocumentTraits<Shipment>
{
    public override string SequenceScope => "order";

    public override IReadOnlyList<RuleViolation> Check(Shipment document) => CanonicalRules.Check(document);

    public override string KeyOf(Shipment document) => document.Number;

    /// <summary>The first order it fulfils; a shipment of several orders is kept in order with that one only.</summary>
    public override string? SequenceOf(Shipment document) => OrderReferences.Of(document).FirstOrDefault();

    public override DateTimeOffset? OccurredAt(Shipment document) =>
        document.Dates is { } dates ? dates.Shipped ?? dates.Packed ?? dates.Modified ?? dates.Created : null;

    /// <summary>What left, for which orders, by whom and under which tracking numbers. The course of the transport makes no new revision.</summary>
    public override Shipment Significant(Shipment document) => document with
    {
        Revision = null,
        SourceVersion = null,
        ExternalIds = [],
        Dates = document.Dates is { } dates ? new ShipmentDates { Shipped = dates.Shipped, Cancelled = dates.Cancelled } : null,
        Statuses = [],
        Labels = [],
        ProofOfDelivery = null,
        Events = [],
        Notes = [],
        Attachments = [],
        Extensions = Extensions.Empty,
        Raw = null,
        HandlingUnits = document.HandlingUnits.Select(Significant).ToValueList(),
    };

    private static HandlingUnit Significant(HandlingUnit unit) => unit with
    {
        Statuses = [],
        Labels = [],
        ExternalIds = [],
        Extensions = Extensions.Empty,
        HandlingUnits = unit.HandlingUnits.Select(Significant).ToValueList(),
    };
}
