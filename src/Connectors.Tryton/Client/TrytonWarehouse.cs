namespace Crossdock.Connectors.Tryton;

/// <summary>A warehouse.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code in Tryton.</param>
/// <param name="Name">Its name.</param>
/// <param name="Storage">Where its stock is kept.</param>
internal sealed record TrytonWarehouse(int Id, string Code, string Name, int Storage);
