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
    TimeSpan SettleTime);
