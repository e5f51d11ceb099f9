namespace Crossdock.TestKit.Fakes;

/// <content>Money, and what every system has in its books.</content>
public sealed partial class FakeSystems
{
    /// <summary>The payment provider takes the customers' money for placed orders, once each.</summary>
    /// <param name="orders">Order numbers.</param>
    /// <exception cref="ArgumentException">The shop does not know an order.</exception>
    public void TakePayments(IEnumerable<string> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        foreach (var order in orders)
        {
            _payments.Take(_shop.TotalOf(order));
        }
    }

    /// <summary>Customer service asks that the first line of placed orders is paid back, once each. Nothing is paid before the refund is issued.</summary>
    /// <param name="orders">Order numbers.</param>
    /// <exception cref="ArgumentException">The shop does not know an order.</exception>
    public void AskForRefunds(IEnumerable<string> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        foreach (var order in orders)
        {
            var line = _shop.FirstLineOf(order);
            _payments.Ask(_shop.TotalOf(order) with { Amount = line.Amount }, [line]);
        }
    }

    /// <summary>Counts the documents of every system. Whatever is due to ship is shipped first.</summary>
    public FakeLedger ReadLedger()
    {
        var (requests, shipments) = _warehouse.ReadLedger();
        var (shop, erp) = (_shop.ReadLedger(), _erp.ReadLedger());
        return new FakeLedger
        {
            Orders = Count(erp.Orders),
            Shipments = shipments,
            Invoices = Count(erp.Invoices),
            CreditNotes = Count(erp.CreditNotes),
            Refunds = Count(_payments.ReadLedger().Refunds),
            Payments = Count(erp.PaymentsIn),
            RefundPayments = Count(erp.PaymentsOut),
            ErpShipments = erp.Shipments,
            ShopFulfilments = shop.Fulfilments,
            ShopOrders = shop.Orders.ToDictionary(pair => pair.Key, _ => 1),
            ShopNotes = shop.Notes,
            FulfilmentRequests = requests,
        };
    }

    /// <summary>What every order is worth in shop, payment provider and ERP, by order number.</summary>
    public IReadOnlyDictionary<string, FakeOrderAmounts> ReadAmounts()
    {
        var (shop, erp, payments) = (_shop.ReadLedger(), _erp.ReadLedger(), _payments.ReadLedger());
        return shop.Orders.Keys.Union(erp.Orders.Keys).Union(erp.Invoices.Keys).ToDictionary(
            code => code,
            code => new FakeOrderAmounts(shop.Orders.GetValueOrDefault(code), erp.Orders.GetValueOrDefault(code, []), erp.Invoices.GetValueOrDefault(code, []))
            {
                Payments = erp.PaymentsIn.GetValueOrDefault(code, []),
                RefundAsked = payments.RefundsAsked.GetValueOrDefault(code),
                CreditNotes = erp.CreditNotes.GetValueOrDefault(code, []),
                Refunds = payments.Refunds.GetValueOrDefault(code, []),
                RefundPayments = erp.PaymentsOut.GetValueOrDefault(code, []),
            });
    }

    private static Dictionary<string, int> Count(IReadOnlyDictionary<string, IReadOnlyList<LedgerAmount>> documents) =>
        documents.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
}
