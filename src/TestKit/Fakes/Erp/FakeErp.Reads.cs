namespace Crossdock.TestKit.Fakes;

internal sealed partial class FakeErp
{
    /// <summary>Documents per shop order number, and what they are worth.</summary>
    public ErpLedger ReadLedger()
    {
        lock (_lock)
        {
            return new ErpLedger(
                _numbersByReference.ToDictionary(
                    pair => pair.Key,
                    pair => (IReadOnlyList<LedgerAmount>)[.. pair.Value.Select(number => _orders[number]).Select(order => Amount(order.Number, order.Order.Currency, order.Order.Totals))]),
                _notesByOrder.ToDictionary(pair => pair.Key, pair => pair.Value.Count),
                _invoicesByOrder.ToDictionary(
                    pair => pair.Key,
                    pair => (IReadOnlyList<LedgerAmount>)[.. pair.Value.Select(invoice => Amount(invoice.Number, invoice.Currency, invoice.Totals))]),
                CreditNotesByOrder(),
                PaymentsByOrder(ErpPaymentInput.In),
                PaymentsByOrder(ErpPaymentInput.Out));
        }
    }

    private static LedgerAmount Amount(string number, string currency, ErpTotals totals) =>
        new(number, currency, CurrencyExponent.Round(totals.GrossAmount, currency));

    private FakeResponse GetOrders(FakeRequest request)
    {
        if (request.Parameter("externalReference") is { } reference)
        {
            return FakeResponse.Json(200, new { Orders = FindByReference(reference) });
        }

        var page = _orderFeed.Read(request, request.Parameter("changedSince"), (order, sequence) => _orders[order.Number].Sequence == sequence);
        return FakeResponse.Json(200, new { Orders = page.Rows, page.NextCursor, page.HasMore });
    }

    private FakeResponse GetOrder(string number) => _orders.TryGetValue(Uri.UnescapeDataString(number), out var order)
        ? FakeResponse.Json(200, order)
        : FakeResponse.Problem(404, "not-found", $"There is no order '{number}'.");

    private IEnumerable<ErpDeliveryNote> FindShipments(FakeRequest request)
    {
        var (order, shipment) = (request.Parameter("orderReference"), request.Parameter("externalReference"));
        if (order is null && shipment is null)
        {
            throw new FakeRefusal(400, "bad-query", "Ask by orderReference or externalReference.");
        }

        var notes = order is null ? _notes : _notesByOrder.GetValueOrDefault(order, []);
        return notes.Where(note => shipment is null || note.Shipment.ExternalReference == shipment);
    }

    private FakeResponse GetInvoices(FakeRequest request)
    {
        if (request.Parameter("orderReference") is { } order)
        {
            var shipment = request.Parameter("shipmentReference");
            var found = _invoicesByOrder.GetValueOrDefault(order, []).Where(invoice => shipment is null || invoice.ShipmentReference == shipment);
            return FakeResponse.Json(200, new { Invoices = found });
        }

        var page = _invoiceFeed.Read(request, request.Parameter("changedSince"), (_, _) => true);
        return FakeResponse.Json(200, new { Invoices = page.Rows, page.NextCursor, page.HasMore });
    }

    private FakeResponse GetItems(FakeRequest request)
    {
        var page = _itemFeed.Read(request, request.Parameter("changedSince"), (_, _) => true);
        return FakeResponse.Json(200, new { Items = page.Rows, page.NextCursor, page.HasMore });
    }
}
