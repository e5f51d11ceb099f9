namespace Crossdock.Faults.History;

/// <summary>One call to a remote: invoked, and perhaps answered.</summary>
internal sealed class RecordedCall
{
    public required IdempotencyKey Key { get; init; }

    public required bool IsProbe { get; init; }

    public required string Process { get; init; }

    /// <summary>Time since the start.</summary>
    public required TimeSpan InvokedAt { get; init; }

    /// <summary>SHA-256 or any other name of the command's content.</summary>
    public string Content { get; init; } = "";

    /// <summary>When the caller got its answer, or gave up, or died; null when it still waits.</summary>
    public TimeSpan? EndedAt { get; set; }

    /// <summary>True when the caller went away in the middle of it, so that nothing is wrong at the remote, which goes on with it.</summary>
    public bool IsCutOff { get; set; }

    public CallOutcome Outcome { get; set; }
}
