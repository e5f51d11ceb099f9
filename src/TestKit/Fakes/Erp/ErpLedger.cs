namespace Crossdock.TestKit.Fakes;

/// <summary>The ERP's own books, by shop order number.</summary>
internal sealed record ErpLedger(
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> Orders,
    IReadOnlyDictionary<string, int> Shipments,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> Invoices,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> CreditNotes,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> PaymentsIn,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> PaymentsOut);
