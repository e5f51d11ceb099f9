namespace Crossdock.Faults.History;

/// <summary>One row of a remote's own ledger: a document it made or refused. A request that it recognised as a repetition makes none.</summary>
internal sealed class LedgerEntry
{
    public required TimeSpan At { get; init; }

    public required string Connection { get; init; }

    public required string Operation { get; init; }

    public required string DocumentKey { get; init; }

    public required string SequenceKey { get; init; }

    /// <summary>The revision of the idempotency key it came under.</summary>
    public required int Revision { get; init; }

    /// <summary>The mark of the content, as in <see cref="RecordedInput.Mark"/>.</summary>
    public required string Mark { get; init; }

    /// <summary>The version the content carries; never goes down per document.</summary>
    public required long Version { get; init; }

    public long? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>True when the remote refused by its business rules and made no document.</summary>
    public bool IsRejection { get; init; }

    /// <summary>True when a person entered it at the remote.</summary>
    public bool IsByHand { get; init; }
}
