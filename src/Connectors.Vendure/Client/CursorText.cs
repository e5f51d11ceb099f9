using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Connectors.Vendure;

/// <summary>Cursors as the text of a checkpoint.</summary>
internal static class CursorText
{
    public static Checkpoint Write<T>(T cursor, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(cursor, type));

    /// <summary>Reads a cursor that <see cref="Write"/> wrote; null at the start of the stream.</summary>
    /// <exception cref="ConnectorException">It is none of ours, or of another version.</exception>
    public static T? Read<T>(Checkpoint checkpoint, JsonTypeInfo<T> type, int version, string what, ConnectionContext connection)
        where T : class, IVersionedCursor
    {
        if (checkpoint.IsStart)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize(checkpoint.Cursor, type) is { } cursor && cursor.Version == version)
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
            $"Connection '{connection.Name}': the stored cursor for {what} was written by another version or connector. Rewind the checkpoint; {what} already known are recognised.");
    }
}
