namespace Crossdock;

/// <summary>Names one stream of changes.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">The connection read from.</param>
/// <param name="DocumentType">Canonical document name, e.g. <c>order</c>.</param>
public sealed record CheckpointKey(string Tenant, string Connection, string DocumentType);
