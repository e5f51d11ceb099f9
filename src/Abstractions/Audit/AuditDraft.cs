namespace Crossdock;

/// <summary>What is to be written to the audit chain with a state change.</summary>
/// <param name="Actor">Who: <c>runtime</c> or a user's name.</param>
/// <param name="Action">What, e.g. <c>effect.confirmed</c>, <c>work.discarded</c>.</param>
/// <param name="Subject">The key it is about.</param>
/// <param name="Detail">Why, before and after, as a short text without secrets or personal data.</param>
public sealed record AuditDraft(string Actor, string Action, string Subject, string Detail);
