namespace Crossdock;

/// <summary>The newest entry of a tenant's audit chain, by number and hash.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sequence">The entry's number; 0 for an empty chain.</param>
/// <param name="Hash">The entry's hash, hex.</param>
public sealed record AuditHead(string Tenant, long Sequence, string Hash);
