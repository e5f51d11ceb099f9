namespace Crossdock;

/// <summary>A registered connection: a configured connector under a name. The connector is a keyed <see cref="IConnector"/> service.</summary>
/// <param name="Name">The connection's name, e.g. <c>shop</c>; unique in the host.</param>
/// <param name="Manifest">What its connector declares.</param>
public sealed record ConnectionDescriptor(string Name, ConnectorManifest Manifest);
