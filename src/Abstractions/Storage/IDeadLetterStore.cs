namespace Crossdock.Storage;

/// <summary>Work that needs a person: dead-lettered, parked and refused.</summary>
public interface IDeadLetterStore
{
    /// <summary>Lists exceptions, oldest work first.</summary>
    Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken);

    /// <summary>Groups exceptions by why they fail, largest group first.</summary>
    Task<IReadOnlyList<ExceptionGroup>> ListExceptionGroupsAsync(ExceptionGroupFilter filter, CancellationToken cancellationToken);

    /// <summary>How long the oldest unfinished work waits.</summary>
    Task<OldestWork> ReadOldestAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>One work row, in whatever state; null when the tenant has none of this id.</summary>
    Task<WorkItem?> FindWorkAsync(string tenant, long workId, CancellationToken cancellationToken);

    /// <summary>The document (or raw input) of one work row.</summary>
    Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a dead-lettered or parked item ready again. It goes through the effect ledger, so nothing happens twice.
    /// A parked effect goes back to in doubt: it is probed first.
    /// </summary>
    /// <returns>False when it is not in one of these states (any more).</returns>
    Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReplayAsync(tenant, workId, ReplayMode.Resume, actor, reason, now, cancellationToken);

    /// <summary>Makes an item ready again in a given way.</summary>
    /// <returns>False when it is not in a state that the mode allows (any more); see <see cref="ReplayMode"/>.</returns>
    Task<bool> ReplayAsync(
        string tenant,
        long workId,
        ReplayMode mode,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>
    /// A person states that a parked effect did happen, as this document of the remote. The effect is confirmed in the ledger and the item made
    /// ready: it then ends as any confirmed one does (facts, acknowledgement, KPIs), and nothing is sent.
    /// </summary>
    /// <returns>False when the item is not parked with a parked effect (any more).</returns>
    Task<bool> ConfirmAsync(
        string tenant,
        long workId,
        RemoteReference remote,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>Gives an item up, which unblocks its key.</summary>
    /// <returns>False when it is not dead-lettered, parked or rejected (any more).</returns>
    Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken);
}
