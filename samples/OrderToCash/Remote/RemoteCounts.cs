namespace Crossdock.OrderToCash;

/// <summary>How many documents the remote systems hold.</summary>
/// <param name="ByLedger">Documents per ledger and shop order number; a number without documents is absent.</param>
internal sealed record RemoteCounts(IReadOnlyDictionary<string, Dictionary<string, long>> ByLedger)
{
    /// <summary>Nothing anywhere.</summary>
    public static RemoteCounts None { get; } = new(LedgerName.All.ToDictionary(name => name, _ => new Dictionary<string, long>()));

    /// <summary>Documents in one ledger, doubles included.</summary>
    public long Total(string ledger) => ByLedger[ledger].Values.Sum();

    /// <summary>Documents of one order in one ledger.</summary>
    public long Of(string ledger, string number) => ByLedger[ledger].GetValueOrDefault(number);
}
