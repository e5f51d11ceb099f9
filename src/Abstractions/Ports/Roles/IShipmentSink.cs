namespace Crossdock;

/// <summary>A shop or ERP that is told of shipments.</summary>
public interface IShipmentSink : IEffectPort<ReportShipment>;
