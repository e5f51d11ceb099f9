namespace Crossdock.Storage;

/// <summary>The whole store of a host. Hosts that use one primitive alone depend on the small interface of that primitive.</summary>
/// <remarks>
/// Every method is atomic and durable when it returns. Implementations gather concurrent callers into one transaction
/// (group commit) and acknowledge each after it. All are thread-safe. Failures are <see cref="StoreException"/>.
/// </remarks>
public interface ICrossdockStore :
    IInboxStore, IWorkStore, IEffectLedger, IDocumentStore, ICheckpointStore, IDeadLetterStore, IKpiStore, IAuditStore,
    IStoreMaintenance, IAsyncDisposable
{
    /// <summary>
    /// Opens the store, creates or migrates its tables and checks its integrity. A store of one process gives back work that
    /// a dead process had claimed; one that many share does not, since only a lease can tell the dead from the slow. Nothing
    /// else may be called before.
    /// </summary>
    /// <exception cref="StoreException">The store is corrupt, newer than this binary, or in use; the text says what to do.</exception>
    Task OpenAsync(CancellationToken cancellationToken);
}
