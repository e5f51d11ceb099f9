using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Tryton;

/// <summary>The cursor inside a checkpoint: what was read up to, and where the walk under way is. A few numbers, however many records there are.</summary>
internal sealed record ChangeCursor : IVersionedCursor
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>Changes since this time are read, by the server's clock; null reads everything.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the walk under way began, by the server's clock; null between walks.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Records up to this id have been read in the walk under way.</summary>
    public int LastId { get; init; }

    public Checkpoint ToCheckpoint() => CursorText.Write(this, ChangeCursorJson.Default.ChangeCursor);

    /// <summary>Reads a cursor that <see cref="ToCheckpoint"/> wrote; null at the start of the stream.</summary>
    /// <exception cref="ConnectorException">It is none of ours.</exception>
    public static ChangeCursor? Parse(Checkpoint checkpoint, ConnectionContext connection) =>
        CursorText.Read(checkpoint, ChangeCursorJson.Default.ChangeCursor, CurrentVersion, "records", connection);
}
