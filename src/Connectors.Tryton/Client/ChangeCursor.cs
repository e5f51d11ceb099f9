using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Tryton;

/// <summary>The cursor inside a checkpoint: what was read up to, and where the walk under way is. A few numbers, however many records there are.</summary>
internal sealed record ChangeCursor
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>Changes since this time are read, by the server's clock; null reads everything.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the walk under way began, by the server's clock; null between walks.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Records up to this id have been read in the walk under way.</summary>
    public int LastId { get; init; }

    public Checkpoint ToCheckpoint() => new(JsonSerializer.Serialize(this, ChangeCursorJson.Default.ChangeCursor));

    /// <summary>Reads a cursor that <see cref="ToCheckpoint"/> wrote; null at the start of the stream.</summary>
    /// <exception cref="ConnectorException">It is none of ours.</exception>
    public static ChangeCursor? Parse(Checkpoint checkpoint, ConnectionContext connection)
    {
        if (checkpoint.IsStart)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize(checkpoint.Cursor, ChangeCursorJson.Default.ChangeCursor) is { Version: CurrentVersion } cursor)
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
            $"Connection '{connection.Name}': the stored cursor was written by another version or connector. Rewind the checkpoint; records already known are recognised.");
    }
}
