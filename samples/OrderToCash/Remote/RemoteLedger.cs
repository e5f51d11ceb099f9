namespace Crossdock.OrderToCash;

/// <summary>What the remote systems hold, as they say it over HTTP.</summary>
/// <param name="Counts">How many documents.</param>
/// <param name="Amounts">What each shop order is worth in each system, by its number.</param>
internal sealed record RemoteLedger(RemoteCounts Counts, IReadOnlyDictionary<string, RemoteOrderAmounts> Amounts);
