namespace Crossdock.Runtime;

/// <summary>The state of a posting window at some time.</summary>
/// <param name="IsOpen">Whether the step may write.</param>
/// <param name="Until">When this may change; null when that is not known, or never.</param>
/// <param name="Reason">Why it is closed, in words for people.</param>
/// <param name="Refusal">Set when waiting does not help: a person has to decide.</param>
internal readonly record struct WindowState(bool IsOpen, DateTimeOffset? Until, string? Reason, ConnectorError? Refusal = null)
{
    public static WindowState Open(DateTimeOffset? until) => new(true, until, null);

    public static WindowState Closed(DateTimeOffset until, string reason) => new(false, until, reason);

    public static WindowState Refused(ConnectorError refusal) => new(false, null, refusal.Message, refusal);
}
