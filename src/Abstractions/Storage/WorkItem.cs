namespace Crossdock.Storage;

/// <summary>A work row.</summary>
public record WorkItem
{
    /// <summary>Store-wide id; rises with acceptance.</summary>
    public required long Id { get; init; }

    /// <summary>The state.</summary>
    public required WorkState State { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The step's name in the flow; <c>intake</c> for refused input.</summary>
    public required string Step { get; init; }

    /// <summary>The key of the effect: tenant, connection, operation, document key, revision.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>The envelope of the document that caused it.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>How often it was tried since it was last made ready.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this time.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How urgent it is.</summary>
    public WorkPriority Priority { get; init; } = WorkPriority.Normal;

    /// <summary>Why it is kept back; null unless <see cref="WorkState.Held"/>.</summary>
    public string? HoldReason { get; init; }

    /// <summary>The last error; null when there was none.</summary>
    public ConnectorError? Error { get; init; }

    /// <summary>Problems of refused input.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];

    /// <summary>How often it was claimed: what did not change since holds the same number.</summary>
    public long Claims { get; init; }

    /// <summary>When it became an exception; null when it is none and is not on its way back from one.</summary>
    public DateTimeOffset? ExceptionSince { get; init; }

    /// <summary>How it was put back to work; null when it was not, or is an exception again.</summary>
    public ReplayMode? Replay { get; init; }
}
