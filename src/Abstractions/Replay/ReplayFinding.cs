namespace Crossdock;

/// <summary>What a dry run found out about one item.</summary>
/// <param name="WorkId">The work row.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Token">The work row's claims at the time (<see cref="Storage.WorkItem.Claims"/>): a replay leaves alone what was claimed since.</param>
/// <param name="Note">What there is to add, without secrets or personal data.</param>
public sealed record ReplayFinding(long WorkId, ReplayVerdict Verdict, long Token, string? Note = null);
