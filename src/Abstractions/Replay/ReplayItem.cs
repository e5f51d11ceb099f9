namespace Crossdock;

/// <summary>One item of a replay plan.</summary>
/// <param name="WorkId">The work row.</param>
/// <param name="Key">The effect's key.</param>
/// <param name="State">The state.</param>
/// <param name="Verdict">What the newest dry run found out; null before.</param>
/// <param name="Note">What the dry run has to add; null when nothing.</param>
/// <param name="BlockedBy">Work id of the earlier exception of the same lane that is not in the plan, so the item would stay behind it.</param>
public sealed record ReplayItem(
    long WorkId,
    IdempotencyKey Key,
    ReplayItemState State,
    ReplayVerdict? Verdict,
    string? Note,
    long? BlockedBy);
