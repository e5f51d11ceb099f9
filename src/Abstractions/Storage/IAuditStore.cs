namespace Crossdock.Storage;

/// <summary>Reads the audit chain.</summary>
public interface IAuditStore
{
    /// <summary>Streams a tenant's chain from a sequence number on.</summary>
    IAsyncEnumerable<AuditEntry> ReadAuditAsync(string tenant, long fromSequence, CancellationToken cancellationToken);

    /// <summary>The newest entry of each tenant's chain.</summary>
    Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken);
}
