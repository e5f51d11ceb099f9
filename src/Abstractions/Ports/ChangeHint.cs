namespace Crossdock;

/// <summary>"This document changed": a pointer, not content.</summary>
/// <param name="DocumentType">Canonical document name, e.g. <c>order</c>.</param>
/// <param name="DocumentKey">The natural key to look up.</param>
public sealed record ChangeHint(string DocumentType, string DocumentKey);
