namespace Crossdock.Storage;

/// <summary>Selects exceptions, and work that is held on purpose. Criteria that are null select all; those that are given must all hold.</summary>
/// <remarks>
/// Stores that are no <see cref="IReplayStore"/> know the tenant, the states and the page only, and refuse the rest; so does every store where
/// <see cref="WorkState.Held"/> is among the states.
/// </remarks>
/// <param name="Tenant">The tenant.</param>
/// <param name="States">States to list; a subset of Rejected, Parked, DeadLettered and Held.</param>
/// <param name="AfterId">Only ids above this one: the last id of the page before.</param>
/// <param name="MaxItems">Page size, 1 to 1000.</param>
public sealed record ExceptionFilter(string Tenant, IReadOnlyCollection<WorkState> States, long AfterId = 0, int MaxItems = 100)
{
    /// <summary>Only this group: see <see cref="ErrorFingerprint"/>.</summary>
    public string? Group { get; init; }

    /// <summary>Only this connection; for refused input the one it came from.</summary>
    public string? Connection { get; init; }

    /// <summary>Only this operation; <c>intake</c> for refused input.</summary>
    public string? Operation { get; init; }

    /// <summary>Only this business key: the document key, or the sequence key with or without its scope (<c>order/SO-1001</c>, <c>SO-1001</c>).</summary>
    public string? Key { get; init; }

    /// <summary>Only where this text is part of the document key, the sequence key or the error's message; ASCII case does not matter.</summary>
    public string? Text { get; init; }

    /// <summary>Only what became an exception at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what became an exception before this time.</summary>
    public DateTimeOffset? Before { get; init; }
}
