namespace Crossdock.OrderToCash;

/// <summary>How far a run is, by what the remote systems hold.</summary>
/// <param name="Expected">Orders that are to go through.</param>
/// <param name="Counts">Documents so far, per stage in the order of the business.</param>
internal sealed record RunProgress(long Expected, IReadOnlyList<(string Stage, long Count)> Counts)
{
    public static RunProgress From(long expected, long placed, RemoteCounts remote) => new(
        expected,
        [
            ("Placed in the shop", placed),
            ("ERP orders", remote.Total(LedgerName.Orders)),
            ("Shipments", remote.Total(LedgerName.Shipments)),
            ("Tracking in the shop", remote.Total(LedgerName.ShopFulfilments)),
            ("Invoices", remote.Total(LedgerName.Invoices)),
        ]);
}
