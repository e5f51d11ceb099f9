using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A system that stock levels come from.</summary>
public interface IInventorySource : IChangeSource<Inventory>;
