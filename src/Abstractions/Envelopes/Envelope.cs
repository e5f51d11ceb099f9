namespace Crossdock;

/// <summary>A document on its way: CloudEvents 1.0 attributes and what the runtime needs to order and dedupe it.</summary>
public sealed record Envelope
{
    /// <summary>CloudEvents <c>id</c>, derived from business facts: the same event always gets the same id.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents <c>source</c>: the connection it came from.</summary>
    public required string Source { get; init; }

    /// <summary>CloudEvents <c>type</c>, e.g. <c>crossdock.order.changed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>CloudEvents <c>subject</c>: the document's natural key.</summary>
    public required string DocumentKey { get; init; }

    /// <summary>Canonical document name, e.g. <c>order</c>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>CloudEvents <c>dataschema</c>: the schema's <c>$id</c>.</summary>
    public string? DataSchema { get; init; }

    /// <summary>The tenant; part of every key.</summary>
    public required string Tenant { get; init; }

    /// <summary>The business key whose effects keep their order, e.g. <c>order/SO-1001</c>.</summary>
    public required string SequenceKey { get; init; }

    /// <summary>The source's own version of the document; never goes down per document.</summary>
    public long? SourceVersion { get; init; }

    /// <summary>Follows one business document over all systems.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The id of the envelope that caused this one.</summary>
    public string? CausationId { get; init; }

    /// <summary>CloudEvents <c>time</c>: when it happened at the source.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we saw it.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>SHA-256 of the document's canonical bytes, hex.</summary>
    public required string Fingerprint { get; init; }
}
