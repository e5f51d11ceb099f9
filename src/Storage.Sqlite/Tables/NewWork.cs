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

    /// <summary>The row of an input that is not planned: refused, or ahead of a missing version.</summary>
    public static NewWork OfIntake(Envelope envelope, long inboxId, WorkState state) => new()
    {
        InboxId = inboxId,
        State = state,
        Mode = SequenceMode.Ordered,
        Flow = "",
        Step = Operations.Intake.Step,
        Key = new IdempotencyKey(envelope.Tenant, envelope.Source, Operations.Intake.Step, envelope.DocumentKey, 0),
        Lane = Lane.OfRefused(envelope),
        IsInLane = false,
        DueAt = envelope.ObservedAt.UtcTicks,
    };

    public ConnectorError? Error { get; init; }
}
