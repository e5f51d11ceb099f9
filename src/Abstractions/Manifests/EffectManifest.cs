namespace Crossdock;

/// <summary>An effect port as declared.</summary>
/// <param name="Operation">The operation it performs.</param>
/// <param name="Idempotency">What keeps it from happening twice.</param>
/// <param name="KeyWindow">How long the remote remembers a key; null unless <see cref="IdempotencyMode.NativeKey"/>.</param>
/// <param name="LookupFields">The remote's fields a probe searches.</param>
/// <param name="SettleTime">How long after sending the remote's search may still miss the document.</param>
public sealed record EffectManifest(
    EffectOperation Operation,
    IdempotencyMode Idempotency,
    TimeSpan? KeyWindow,
    IReadOnlyList<string> LookupFields,
    TimeSpan SettleTime)
{
    /// <summary>Points that one call takes from the quota; a batch is one call.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>Points that one probe takes from the quota.</summary>
    public int ProbeCost { get; init; } = 1;

    /// <summary>Most effects in one call; 1 = no batches.</summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>What the remote does with a batch of which one item is wrong.</summary>
    public BatchSemantics BatchSemantics { get; init; }
}
