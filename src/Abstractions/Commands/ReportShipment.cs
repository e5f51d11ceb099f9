using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Reports a shipment to a shop (tracking) or an ERP (delivery note).</summary>
/// <param name="Document">The shipment.</param>
public sealed record ReportShipment(Shipment Document) : IEffectCommand<ReportShipment, Shipment>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = new("report-shipment", IsFinancial: true);

    /// <inheritdoc/>
    public static ReportShipment From(Shipment document) => new(document);
}
