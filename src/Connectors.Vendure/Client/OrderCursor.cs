using System.Text.Json;

namespace Crossdock.Connectors.Vendure;

/// <summary>The cursor inside a checkpoint: a few times and ids, never a list, so it stays small however many orders there are.</summary>
internal sealed record OrderCursor
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The walk under way; null between polls.</summary>
    public OrderWalk? Walk { get; init; }

    /// <summary>Where the walk is; null at its beginning.</summary>
    public OrderPosition? Position { get; init; }

    /// <summary>When the walk under way began, by the shop's clock; null when the shop does not tell its time.</summary>
    public DateTimeOffset? WalkBeganAt { get; init; }

    /// <summary>Orders placed up to here have been read, by the shop's clock.</summary>
    public DateTimeOffset? PlacedUpTo { get; init; }

    /// <summary>Changes up to here have been read, by the shop's clock.</summary>
    public DateTimeOffset? ChangedUpTo { get; init; }

    /// <summary>When open orders were last begun to be read again, by our clock.</summary>
    public DateTimeOffset? ReReadAt { get; init; }

    public Checkpoint ToCheckpoint() => new(JsonSerializer.Serialize(this, OrderCursorJson.Default.OrderCursor));

    /// <summary>Reads a cursor that <see cref="ToCheckpoint"/> wrote; null at the start of the stream.</summary>
    /// <exception cref="ConnectorException">It is none of ours.</exception>
    public static OrderCursor? Parse(Checkpoint checkpoint, ConnectionContext connection)
    {
        if (checkpoint.IsStart)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize(checkpoint.Cursor, OrderCursorJson.Default.OrderCursor) is { Version: CurrentVersion } cursor)
            {
                return cursor;
            }
        }
        catch (JsonException)
        {
            // Same answer as for another version.
        }

        throw new ConnectorException(
            ErrorKind.Permanent,
            $"Connection '{connection.Name}': the stored cursor for orders was written by another version or connector. Rewind the checkpoint; orders already known are recognised.");
    }
}
