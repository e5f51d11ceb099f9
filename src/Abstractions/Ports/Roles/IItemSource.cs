using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A system that item master data comes from.</summary>
public interface IItemSource : IChangeSource<Item>;
