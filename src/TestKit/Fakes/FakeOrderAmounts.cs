namespace Crossdock.TestKit.Fakes;

/// <summary>What one shop order is worth in each system, including tax.</summary>
/// <param name="Shop">The shop's order; null when the shop does not know the number.</param>
/// <param name="Orders">Every ERP order of it.</param>
/// <param name="Invoices">Every ERP invoice of it.</param>
public sealed record FakeOrderAmounts(LedgerAmount? Shop, IReadOnlyList<LedgerAmount> Orders, IReadOnlyList<LedgerAmount> Invoices)
{
    /// <summary>Every payment of it that the ERP recorded.</summary>
    public IReadOnlyList<LedgerAmount> Payments { get; init; } = [];

    /// <summary>What the customer is to get back; null when nothing.</summary>
    public LedgerAmount? RefundAsked { get; init; }

    /// <summary>Every ERP credit note of it.</summary>
    public IReadOnlyList<LedgerAmount> CreditNotes { get; init; } = [];

    /// <summary>Every refund of it that the payment provider paid.</summary>
    public IReadOnlyList<LedgerAmount> Refunds { get; init; } = [];

    /// <summary>Every refund of it that the ERP recorded.</summary>
    public IReadOnlyList<LedgerAmount> RefundPayments { get; init; } = [];
}
