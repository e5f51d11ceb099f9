using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>The tracking numbers of a shipment.</summary>
public static class ShippedTracking
{
    /// <summary>Those of the shipment as a whole; where it has none, those of its packages, without repetition.</summary>
    /// <param name="document">The shipment.</param>
    public static IReadOnlyList<TrackingNumber> Of(Shipment document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.TrackingNumbers.Count > 0 ? [.. document.TrackingNumbers] : [.. OfUnits(document.HandlingUnits).DistinctBy(tracking => tracking.Number)];
    }

    private static IEnumerable<TrackingNumber> OfUnits(ValueList<HandlingUnit> units) =>
        ((IEnumerable<HandlingUnit>)units).SelectMany(unit => unit.TrackingNumbers.Concat(OfUnits(unit.HandlingUnits)));
}
