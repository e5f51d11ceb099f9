namespace Crossdock.Faults.History;

/// <summary>One document as its source told it.</summary>
internal sealed class RecordedInput
{
    /// <summary>The connection it came from.</summary>
    public required string Source { get; init; }

    public required string DocumentType { get; init; }

    public required string DocumentKey { get; init; }

    public required string SequenceKey { get; init; }

    /// <summary>What decides which of two inputs about one document is newer.</summary>
    public required long Version { get; init; }

    /// <summary>What of its content matters to a remote: two inputs with the same mark cause one effect.</summary>
    public required string Mark { get; init; }

    /// <summary>True when it breaks schema or rules.</summary>
    public bool IsBroken { get; init; }

    /// <summary>True once its sender was told that it is taken, or its source's cursor is past it.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Its amount in minor units of <see cref="Currency"/>; null for documents without one.</summary>
    public long? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>Pieces ordered or shipped; zero where that means nothing.</summary>
    public int Pieces { get; init; }
}
