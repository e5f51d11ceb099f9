namespace Crossdock;

/// <summary>
/// Keeps the heads of audit chains where who can write to the store cannot: another machine, a write-once medium. Against what it keeps, a chain that was cut or
/// rewritten as a whole shows, which the chain alone cannot tell.
/// </summary>
public interface IAuditAnchor
{
    /// <summary>Adds heads. What was kept before is never changed. Durable when it returns.</summary>
    /// <param name="heads">The heads.</param>
    /// <param name="at">When they were read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AppendAsync(IReadOnlyList<AuditHead> heads, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>All heads of a tenant, in the order they were added.</summary>
    Task<IReadOnlyList<AuditHead>> ReadAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>The tenants it has heads of.</summary>
    Task<IReadOnlyList<string>> ListTenantsAsync(CancellationToken cancellationToken);
}
