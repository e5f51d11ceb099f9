namespace Crossdock.TestKit.Conformance;

/// <summary>A request the connector sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">Path and query.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="IsWrite">True when it may change something at the remote.</param>
public sealed record WireExchange(string Method, string Address, string Body, bool IsWrite);
