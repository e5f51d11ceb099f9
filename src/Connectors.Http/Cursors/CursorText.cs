using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Connectors.Http;

/// <summary>A connector's own cursor as the text of a checkpoint.</summary>
public static class CursorText
{
    /// <summary>The checkpoint that holds a cursor.</summary>
    /// <typeparam name="T">The cursor.</typeparam>
    /// <param name="cursor">The cursor.</param>
    /// <param name="type">Its JSON.</param>
    public static Checkpoint Write<T>(T cursor, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(cursor, type));

    /// <summary>Reads a cursor that <see cref="Write"/> wrote; null at the start of the stream.</summary>
    /// <typeparam name="T">The cursor.</typeparam>
    /// <param name="checkpoint">The stored checkpoint.</param>
    /// <param name="type">The cursor's JSON.</param>
    /// <param name="version">The version that can be read.</param>
    /// <param name="what">What is read by it, in the plural, for the error: <c>orders</c>.</param>
    /// <param name="connection">The connection, for the error.</param>
    /// <exception cref="ConnectorException">It is none of ours, or of another version.</exception>
    public static T? Read<T>(Checkpoint checkpoint, JsonTypeInfo<T> type, int version, string what, ConnectionContext connection)
        where T : class, IVersionedCursor
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(connection);
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
