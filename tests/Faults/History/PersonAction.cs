namespace Crossdock.Faults.History;

/// <summary>What a person did about an item.</summary>
/// <param name="At">When.</param>
/// <param name="Key">The item's key.</param>
/// <param name="SequenceKey">Its sequence key.</param>
/// <param name="IsDiscard">True for discarded, false for replayed.</param>
internal sealed record PersonAction(TimeSpan At, IdempotencyKey Key, string SequenceKey, bool IsDiscard);
