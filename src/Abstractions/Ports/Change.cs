using Crossdock.Canonical;

namespace Crossdock;

/// <summary>One observed change: a mapped document, or the reasons why it could not be mapped. The raw text is always kept.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public sealed record Change<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>The document's natural key as the source names it, e.g. the order number.</summary>
    public required string DocumentKey { get; init; }

    /// <summary>The mapped document; null when <see cref="Problems"/> is not empty.</summary>
    public T? Document { get; init; }

    /// <summary>Why the record could not be mapped; empty when <see cref="Document"/> is set.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];

    /// <summary>
    /// A number that never goes down per document at this source (a revision, a sequence, time-stamp ticks).
    /// Null when the source has none: arrival order is then all there is.
    /// </summary>
    public long? SourceVersion { get; init; }

    /// <summary>When it happened at the source, if the source says so.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The record as received, UTF-8.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }
}
