using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>The result of a run with the real pair.</summary>
internal static class RealPairReport
{
    /// <summary>Makes it.</summary>
    /// <param name="state">How things stand.</param>
    /// <param name="placed">The orders that customers placed.</param>
    /// <param name="store">The run's store.</param>
    /// <param name="seconds">Seconds since the systems were up.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<RunReport> MakeAsync(
        PairState state, IReadOnlyCollection<PlacedOrder> placed, ICrossdockStore store, double seconds, CancellationToken cancellationToken)
    {
        var (orders, balance, ends) = (state.Books.Orders, state.Balance, state.Ends);
        var totals = await store.ReadTotalsAsync(cancellationToken);
        var refunds = placed.ToDictionary(order => order.Number, order => order.RefundNumber);
        return new RunReport
        {
            Balanced = balance.IsBalanced,
            Completed = true,
            Orders = placed.Count,
            ErpOrders = orders.Sum(order => order.Sales.Count),
            Shipments = orders.Sum(order => order.Shipments.Count),
            ErpShipments = orders.Sum(order => order.Shipments.Count),
            ShopFulfilments = orders.Sum(order => order.Fulfilments.Count),
            Invoices = orders.Sum(order => order.Invoices.Count),
            Payments = 0,
            CancelledLines = placed.Count(order => order.Plan.Cancelled is not null),
            Refunded = placed.Count(order => order.Plan.Returned is not null),
            CreditNotes = orders.Sum(order => order.CreditNotes.Count),
            Refunds = orders.Sum(order => order.PaidBack.Count(refund => refunds.TryGetValue(order.Number, out var number) && refund.Reason.Contains(number, StringComparison.Ordinal))),
            RefundPayments = 0,
            Lost = balance.Lost.Count,
            Duplicates = balance.Duplicates,
            WrongAmounts = balance.WrongAmounts.Count,
            WrongStock = balance.WrongStock.Count,
            Refused = ends.Refused,
            Rejected = ends.Rejected,
            Parked = ends.Parked,
            DeadLettered = ends.DeadLettered,
            DuplicatesPrevented = totals.Duplicates + totals.Unchanged + totals.Stale,
            InDoubt = totals.InDoubt,
            InDoubtResolved = totals.InDoubtResolved,
            Retries = totals.Retries,
            EffectsConfirmed = totals.EffectsConfirmed,
            Seconds = Math.Round(seconds, 3),
            OrdersPerSecond = Math.Round(placed.Count / seconds, 1),
            EffectsPerSecond = Math.Round(totals.EffectsConfirmed / seconds, 1),
            Kpis = await store.SummariseKpisAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken),
            FaultsInjected = new Dictionary<string, long>(),
            Differences = [.. balance.Differences],
            Exceptions = [.. ends.Describe()],
            Store = "",
        };
    }
}
