namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>A work row to insert.</summary>
internal readonly record struct NewWork()
{
    public required long InboxId { get; init; }

    public required WorkState State { get; init; }

    public required SequenceMode Mode { get; init; }

    public required string Flow { get; init; }

    public required string Step { get; init; }

    public required IdempotencyKey Key { get; init; }

    public required Lane Lane { get; init; }

    public required bool IsInLane { get; init; }

    public Place Place { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long DueAt { get; init; }

    public long? WaitUntil { get; init; }

    public int Missing { get; init; }

    public WorkPriority Priority { get; init; } = WorkPriority.Normal;

    public ConnectorError? Error { get; init; }
}
