using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>The cursor inside a checkpoint: a few times and ids, never a list, so it stays small however many orders there are.</summary>
internal sealed record OrderCursor : IVersionedCursor
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The walk under way; null between polls.</summary>
    public OrderWalk? Walk { get; init; }

    /// <summary>Where the walk is; null at its beginning.</summary>
    public ListPosition? Position { get; init; }

    /// <summary>When the walk under way began, by the shop's clock; null when the shop does not tell its time.</summary>
    public DateTimeOffset? WalkBeganAt { get; init; }

    /// <summary>Orders placed up to here have been read, by the shop's clock.</summary>
    public DateTimeOffset? PlacedUpTo { get; init; }

    /// <summary>Changes up to here have been read, by the shop's clock.</summary>
    public DateTimeOffset? ChangedUpTo { get; init; }

    /// <summary>When open orders were last begun to be read again, by our clock.</summary>
    public DateTimeOffset? ReReadAt { get; init; }

    public Checkpoint ToCheckpoint() => CursorText.Write(this, CursorJson.Default.OrderCursor);

    /// <summary>Reads a cursor that <see cref="ToCheckpoint"/> wrote; null at the start of the stream.</summary>
    /// <exception cref="ConnectorException">It is none of ours.</exception>
    public static OrderCursor? Parse(Checkpoint checkpoint, ConnectionContext connection) =>
        CursorText.Read(checkpoint, CursorJson.Default.OrderCursor, CurrentVersion, "orders", connection);
}
