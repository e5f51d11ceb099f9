namespace Crossdock;

/// <summary>The first broken entry of an audit chain.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sequence">The entry's number: the one that is missing, changed, unlinked or rewritten; the first that is cut off.</param>
/// <param name="Entry">The entry as it is stored; null when there is none.</param>
/// <param name="Text">What was found and what was expected.</param>
public sealed record AuditFault(AuditFaultKind Kind, long Sequence, AuditEntry? Entry, string Text);
