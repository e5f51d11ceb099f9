namespace Crossdock.TestKit.Fakes;

/// <summary>The payment provider's own books, by shop order number.</summary>
internal sealed record PaymentsLedger(
    IReadOnlyDictionary<string, LedgerAmount> RefundsAsked,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> Refunds);
