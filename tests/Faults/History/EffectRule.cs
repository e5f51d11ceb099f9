namespace Crossdock.Faults.History;

/// <summary>What one kind of effect has to obey.</summary>
internal sealed record EffectRule
{
    public required string Connection { get; init; }

    public required EffectOperation Operation { get; init; }

    public required IdempotencyMode Mode { get; init; }

    public TimeSpan? KeyWindow { get; init; }

    public TimeSpan SettleTime { get; init; }

    /// <summary>At most one per document, whatever changes later.</summary>
    public bool IsOnlyOnce { get; init; }

    /// <summary>The effects that have to be in their remote's ledger, under the same sequence key, before this one.</summary>
    public IReadOnlyList<(string Connection, string Operation)> After { get; init; } = [];

    /// <summary>Whether sending it twice is harmless and nothing keeps the remote from doing it twice.</summary>
    public bool MayRepeat => Mode is IdempotencyMode.None or IdempotencyMode.Undeclared && (Operation.IsAbsolute || !Operation.IsFinancial);
}
