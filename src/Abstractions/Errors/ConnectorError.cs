namespace Crossdock;

/// <summary>An error as data: stored with dead letters, shown to operators. Holds no secret and no payload.</summary>
public sealed record ConnectorError
{
    /// <summary>The kind; decides what the runtime does.</summary>
    public required ErrorKind Kind { get; init; }

    /// <summary>What happened, where, and what to do next.</summary>
    public required string Message { get; init; }

    /// <summary>The remote's own code, e.g. <c>InsufficientStockError</c> or <c>HTTP 503</c>.</summary>
    public string? RemoteCode { get; init; }

    /// <summary>JSON Pointer of the field in the canonical document.</summary>
    public string? Pointer { get; init; }

    /// <summary>How long the remote asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind}{(RemoteCode is null ? "" : $" [{RemoteCode}]")}{(Pointer is null ? "" : $" at {Pointer}")}: {Message}";
}
