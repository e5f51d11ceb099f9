namespace Crossdock.OrderToCash;

/// <summary>The orders a run places in the shop, by number.</summary>
/// <param name="Good">Orders that have to go through.</param>
/// <param name="Bad">Orders whose totals do not add up: they have to be refused and must not reach another system.</param>
internal sealed record Inputs(IReadOnlyList<string> Good, IReadOnlyList<string> Bad)
{
    /// <summary>All of them.</summary>
    public int Count => Good.Count + Bad.Count;
}
