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
    IReadOnlyCollection<string> ExcludedConnections);
