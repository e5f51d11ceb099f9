using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Reports a shipment to a shop (tracking) or an ERP (delivery note).</summary>
/// <param name="Document">The shipment.</param>
public sealed record ReportShipment(Shipment Document) : IEffectCommand<ReportShipment, Shipment>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<ReportShipment>("report-shipment");

    /// <inheritdoc/>
    public static ReportShipment From(Shipment document) => new(document);
}
