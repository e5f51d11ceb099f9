namespace Crossdock.Storage;

/// <summary>One step that an accepted document causes.</summary>
/// <remarks>
/// The store keeps one stream per (tenant, connection, operation, document key). Within the accepting transaction it compares
/// <see cref="RevisionFingerprint"/> with the stream's newest: the same content makes no work; other content gets the next revision.
/// </remarks>
public sealed record PlannedWork
{
    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The step's name, unique in the flow; names the code that runs it.</summary>
    public required string Step { get; init; }

    /// <summary>The connection written to.</summary>
    public required string Connection { get; init; }

    /// <summary>The operation's stable name.</summary>
    public required string Operation { get; init; }

    /// <summary>Natural key of the remote effect, part of the idempotency key.</summary>
    public required string DocumentKey { get; init; }

    /// <summary>SHA-256 hex over the part of the document that matters to this step.</summary>
    public required string RevisionFingerprint { get; init; }

    /// <summary>Ordered per (sequence key, connection), or latest wins per stream.</summary>
    public SequenceMode Mode { get; init; }

    /// <summary>
    /// What decides which is newer: the source version, or <c>asOf</c> ticks for stock. A value lower than the stream's newest is stale and dropped;
    /// null = arrival order.
    /// </summary>
    public long? Version { get; init; }

    /// <summary>How urgent it is.</summary>
    public WorkPriority Priority { get; init; } = WorkPriority.Normal;

    /// <summary>
    /// Writes that this step may be the echo of. It is one when a write of <see cref="Connection"/>'s documents to the entry's source, under the same
    /// document key, was sent with this fingerprint, and either is the newest one sent or was not echoed before. An echo makes no work.
    /// </summary>
    public IReadOnlyList<EchoOf> EchoOf { get; init; } = [];

    /// <summary>Facts that have to be established first; the work waits outside of the key's queue until then.</summary>
    public IReadOnlyList<FactKey> After { get; init; } = [];

    /// <summary>When waiting for <see cref="After"/> ends in a parked item.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>
    /// Not before this time; the default, which is long past, means at once, whatever the clock says. For <see cref="SequenceMode.LatestWins"/> it opens a coalescing window: newer content replaces the
    /// pending work in place and does not move the time.
    /// </summary>
    public required DateTimeOffset DueAt { get; init; }
}
