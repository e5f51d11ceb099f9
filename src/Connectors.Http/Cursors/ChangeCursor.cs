using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Http;

/// <summary>The cursor of an <see cref="IdWalk"/>: what was read up to, and where the walk under way is. A few numbers, however many records there are.</summary>
public sealed record ChangeCursor : IVersionedCursor
{
    /// <summary>The version that is written and read.</summary>
    public const int CurrentVersion = 1;

    /// <inheritdoc/>
    public required int Version { get; init; }

    /// <summary>Changes since this time are read, by the server's clock; null reads everything.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the walk under way began, by the server's clock; null between walks.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Records up to this id have been read in the walk under way.</summary>
    public int LastId { get; init; }

    /// <summary>A cursor before all records that changed since a time.</summary>
    /// <param name="from">The time, by the server's clock; null reads everything.</param>
    public static ChangeCursor Since(DateTimeOffset? from) => new() { Version = CurrentVersion, From = from };

    /// <summary>The checkpoint that holds it.</summary>
    public Checkpoint ToCheckpoint() => CursorText.Write(this, ChangeCursorJson.Default.ChangeCursor);

    /// <summary>Reads a cursor that <see cref="ToCheckpoint"/> wrote; null at the start of the stream.</summary>
    /// <param name="checkpoint">The stored checkpoint.</param>
    /// <param name="connection">The connection, for the error.</param>
    /// <exception cref="ConnectorException">It is none of ours.</exception>
    public static ChangeCursor? Parse(Checkpoint checkpoint, ConnectionContext connection) =>
        CursorText.Read(checkpoint, ChangeCursorJson.Default.ChangeCursor, CurrentVersion, "records", connection);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChangeCursor))]
internal sealed partial class ChangeCursorJson : JsonSerializerContext;
