namespace Crossdock.Storage;

/// <summary>Work that needs a person: dead-lettered, parked and refused.</summary>
public interface IDeadLetterStore
{
    /// <summary>Lists exceptions, oldest work first.</summary>
    Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken);

    /// <summary>The document (or raw input) of one work row.</summary>
    Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a dead-lettered or parked item ready again. It goes through the effect ledger, so nothing happens twice.
    /// A parked effect goes back to in doubt: it is probed first.
    /// </summary>
    /// <returns>False when it is not in one of these states (any more).</returns>
    Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives an item up, which unblocks its key.</summary>
    /// <returns>False when it is not dead-lettered, parked or rejected (any more).</returns>
    Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken);
}
