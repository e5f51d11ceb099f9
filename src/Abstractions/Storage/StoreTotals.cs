namespace Crossdock.Storage;

/// <summary>Running totals, kept in the transactions they count.</summary>
/// <param name="Accepted">Inputs accepted.</param>
/// <param name="Duplicates">Inputs recognised as already seen.</param>
/// <param name="Unchanged">New events without new content.</param>
/// <param name="Stale">Inputs older than what was seen.</param>
/// <param name="Refused">Inputs that broke schema or rules.</param>
/// <param name="EffectsConfirmed">Effects confirmed.</param>
/// <param name="InDoubt">Times an effect went in doubt.</param>
/// <param name="InDoubtResolved">Effects that left doubt for Confirmed or for a safe resend.</param>
/// <param name="Retries">Failed attempts that were or will be tried again.</param>
/// <param name="Echoes">Inputs that were the echo of our own writes.</param>
/// <param name="OutOfOrder">Inputs that came ahead of a missing version.</param>
public sealed record StoreTotals(
    long Accepted,
    long Duplicates,
    long Unchanged,
    long Stale,
    long Refused,
    long EffectsConfirmed,
    long InDoubt,
    long InDoubtResolved,
    long Retries,
    long Echoes = 0,
    long OutOfOrder = 0);
