namespace Crossdock.Storage;

/// <summary>A request for work.</summary>
/// <param name="Owner">Who claims, for diagnosis.</param>
/// <param name="MaxItems">At most this many.</param>
/// <param name="Now">The caller's clock.</param>
/// <param name="Lease">How long the claim holds; longer than any remote time-out.</param>
/// <param name="ExcludedConnections">Connections that are paused or over quota.</param>
public sealed record ClaimRequest(
    string Owner,
    int MaxItems,
    DateTimeOffset Now,
    TimeSpan Lease,
    IReadOnlyCollection<string> ExcludedConnections)
{
    /// <summary>
    /// Longer than anything is ever put off or waited for on purpose. What is due, or leased, later than this from <see cref="Now"/> was stamped by a clock that
    /// was ahead: it is due now, a lease ends one <see cref="Lease"/> from now, and waiting for a fact ends after this time. Null leaves every time as it is.
    /// </summary>
    public TimeSpan? LongestWait { get; init; }
}
