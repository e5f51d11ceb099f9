namespace Crossdock;

/// <summary>A fact about one business key, as stored.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">The fact's name.</param>
/// <param name="Connection">The connection it is about.</param>
/// <param name="Subject">The sequence key or document it is true for.</param>
public sealed record FactKey(string Tenant, string Name, string Connection, string Subject);
