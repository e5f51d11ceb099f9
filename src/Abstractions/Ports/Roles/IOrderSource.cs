using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A shop or marketplace that orders come from.</summary>
public interface IOrderSource : IChangeSource<Order>;
