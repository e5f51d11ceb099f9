namespace Crossdock.Storage;

/// <summary>Keeps a store from growing without need.</summary>
public interface IStoreMaintenance
{
    /// <summary>Forgets what is old and needed by nobody. Repeat it until it finds nothing more.</summary>
    Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken);
}
