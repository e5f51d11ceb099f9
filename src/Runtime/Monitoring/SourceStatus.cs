namespace Crossdock;

/// <summary>How far a polled source is.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="DocumentType">Canonical document name, e.g. <c>order</c>.</param>
/// <param name="IsCaughtUp">True when the last read found the end of the stream.</param>
/// <param name="LastReadAt">When a page was last read and stored.</param>
/// <param name="Error">Why the last read failed; null when it did not.</param>
public sealed record SourceStatus(string Connection, string DocumentType, bool IsCaughtUp, DateTimeOffset? LastReadAt, ConnectorError? Error);
