namespace Crossdock.TestKit.Fakes;

/// <summary>What one shop order is worth in each system, including tax.</summary>
/// <param name="Shop">The shop's order; null when the shop does not know the number.</param>
/// <param name="Orders">Every ERP order of it.</param>
/// <param name="Invoices">Every ERP invoice of it.</param>
public sealed record FakeOrderAmounts(LedgerAmount? Shop, IReadOnlyList<LedgerAmount> Orders, IReadOnlyList<LedgerAmount> Invoices);
