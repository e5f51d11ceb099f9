namespace Crossdock.OrderToCash;

/// <summary>The orders a run places in the shop, by number.</summary>
/// <param name="Good">Orders that have to go through.</param>
/// <param name="Bad">Orders whose totals do not add up: they have to be refused and must not reach another system.</param>
/// <param name="Refunded">Good orders whose customers get a part of their money back.</param>
internal sealed record Inputs(IReadOnlyList<string> Good, IReadOnlyList<string> Bad, IReadOnlySet<string> Refunded)
{
    /// <summary>All of them.</summary>
    public int Count => Good.Count + Bad.Count;

    /// <summary>The ledgers that have to hold one document of a good order.</summary>
    public IReadOnlyList<string> LedgersOf(string number) => Refunded.Contains(number) ? LedgerName.All : LedgerName.OfOrder;
}
