namespace Crossdock.Runtime;

/// <summary>What was seen along with a document.</summary>
internal readonly record struct Observation
{
    /// <summary>The key as the source names it; used where the document cannot be read.</summary>
    public string? DocumentKey { get; init; }

    public long? SourceVersion { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The document this one follows from; it shares its sequence key and correlation id.</summary>
    public Envelope? Cause { get; init; }
}
