namespace Crossdock.TestKit.Fakes;

/// <summary>The shop's own books, by order number.</summary>
internal sealed record ShopLedger(
    IReadOnlyDictionary<string, LedgerAmount> Orders,
    IReadOnlyDictionary<string, int> Fulfilments,
    IReadOnlyDictionary<string, int> Notes);
