namespace Crossdock.AcmeWarehouse.Wms;

/// <summary>A fulfilment request in the books of the WMS.</summary>
public sealed record AcmeRequest(string Id, string Key, string Reference, string Body, decimal Quantity);
