namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>A work row without its document: what decisions need.</summary>
internal readonly record struct WorkRow
{
    public required long Id { get; init; }

    public required long InboxId { get; init; }

    public required WorkState State { get; init; }

    public required IdempotencyKey Key { get; init; }

    public required string Step { get; init; }

    public required Lane Lane { get; init; }

    public required long Token { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Prerequisites that are not met.</summary>
    public required int Missing { get; init; }

    /// <summary>Not before; UTC ticks.</summary>
    public required long DueAt { get; init; }

    public required ConnectorError? Error { get; init; }
}
