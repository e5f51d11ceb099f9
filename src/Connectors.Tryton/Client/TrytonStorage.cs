namespace Crossdock.Connectors.Tryton;

/// <summary>A storage location inside a warehouse.</summary>
internal sealed record TrytonStorage(int Id, string Code, TrytonWarehouse Warehouse);
