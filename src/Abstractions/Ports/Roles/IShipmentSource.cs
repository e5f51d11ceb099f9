using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A warehouse or carrier that shipments come from.</summary>
public interface IShipmentSource : IChangeSource<Shipment>;
