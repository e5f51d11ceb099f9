namespace Crossdock;

/// <summary>Marks a connector class. What it can do is the set of ports it implements; <see cref="ConnectorAttribute"/> names its system.</summary>
/// <remarks>One instance serves one connection and is used by many threads at once.</remarks>
public interface IConnector;
