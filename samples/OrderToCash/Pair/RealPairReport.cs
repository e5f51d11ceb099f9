namespace Crossdock.OrderToCash;

/// <summary>The result of a run with the real pair.</summary>
internal static class RealPairReport
{
    /// <summary>Makes it, without what the run's store says.</summary>
    /// <param name="state">How things stand.</param>
    /// <param name="placed">The orders that customers placed.</param>
    /// <param name="pair">The systems.</param>
    /// <param name="faults">What the network lost.</param>
    /// <param name="store">The store's name.</param>
    public static RunReport Make(
        PairState state, IReadOnlyCollection<PlacedOrder> placed, RealPair pair, IReadOnlyDictionary<string, long> faults, string store)
    {
        var (orders, balance) = (state.Books.Orders, state.Balance);
        var refunds = placed.ToDictionary(order => order.Number, order => order.RefundNumber);
        return new RunReport
        {
            Shop = pair.Shop.System.Name,
            Erp = pair.Erp.System.Name,
            Balanced = balance.IsBalanced,
            Completed = true,
            Orders = placed.Count,
            ErpOrders = orders.Sum(order => order.Sales.Count),
            Shipments = orders.Sum(order => order.Shipments.Count),
            ErpShipments = orders.Sum(order => order.Shipments.Count),
            ShopFulfilments = orders.Sum(order => order.Fulfilments.Count),
            Invoices = orders.Sum(order => order.Invoices.Count),
            Payments = orders.Sum(order => order.Received.Count),
            CancelledLines = placed.Count(order => order.Plan.Cancelled is not null),
            Refunded = placed.Count(order => order.Plan.Returned is not null),
            CreditNotes = orders.Sum(order => order.CreditNotes.Count),
            Refunds = orders.Sum(order => order.PaidBack.Count(refund => refunds.TryGetValue(order.Number, out var number) && refund.Reason.Contains(number, StringComparison.Ordinal))),
            RefundPayments = orders.Sum(order => order.PaidOut.Count),
            Lost = balance.Lost.Count,
            Duplicates = balance.Duplicates,
            WrongAmounts = balance.WrongAmounts.Count,
            WrongStock = balance.WrongStock.Count,
            FaultsInjected = faults,
            Differences = [.. balance.Differences],
            Store = store,
        };
    }
}
