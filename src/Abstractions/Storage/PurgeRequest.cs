namespace Crossdock.Storage;

/// <summary>What may be forgotten.</summary>
/// <remarks>
/// Never forgotten: effects and their commands, unfinished work, exceptions, the newest version of each document, the audit chain. An event that comes again
/// after its input was forgotten is recognised by the revision and version of its effects.
/// </remarks>
/// <param name="InputsBefore">Inputs observed before this are forgotten if nothing of the above needs them; the raw text of all others of that age goes.</param>
/// <param name="KpisBefore">KPI samples taken before this are forgotten.</param>
/// <param name="MaxItems">At most this many of each kind; 1 to 100,000.</param>
public sealed record PurgeRequest(DateTimeOffset InputsBefore, DateTimeOffset KpisBefore, int MaxItems = 10_000);
