namespace Crossdock.Storage;

/// <summary>Work rows, which are the outbox rows too.</summary>
public interface IWorkStore
{
    /// <summary>
    /// Claims due work under a lease. Never two of the same (sequence key, connection) at once; in order within it; nothing behind a blocked
    /// item; urgent work first (<see cref="WorkPriority"/>). Work whose lease ran out is claimable again, with a higher fencing token. Work that waited past its deadline is parked.
    /// </summary>
    Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Applies one state change with everything that belongs to it, all or nothing, if the fencing token still holds.</summary>
    Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken);

    /// <summary>When the next work becomes claimable; null when nothing is pending.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Counts work by state.</summary>
    Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken);
}
