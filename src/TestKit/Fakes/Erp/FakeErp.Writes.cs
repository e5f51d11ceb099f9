namespace Crossdock.TestKit.Fakes;

internal sealed partial class FakeErp
{
    private ErpOrderWritten WriteOrder(ErpOrderInput input, ErpKey key)
    {
        ErpRules.Check(input);
        var latest = FindByReference(input.ExternalReference).MaxBy(order => order.Order.Revision);
        if (latest is not null && input.Revision < latest.Order.Revision)
        {
            throw new FakeRefusal(409, "stale-revision", $"Order {input.ExternalReference} is at revision {latest.Order.Revision}.", "/revision");
        }

        // The same revision under another key is a second document: this ERP does not know that it is the same order.
        var amends = latest is not null && input.Revision > latest.Order.Revision;
        var promisedOn = DateOnly.FromDateTime(key.At.UtcDateTime).AddDays(2);
        var order = new ErpOrder(
            amends ? latest!.Number : Number("SO", _orders.Count + 1),
            "confirmed",
            input,
            [.. input.Lines.Select(line => new ErpPromise(line.Reference, line.Sku, "accepted", line.Quantity, promisedOn))],
            amends ? latest!.CreatedAt : key.At,
            key.At,
            _orderFeed.NextSequence);
        return new ErpOrderWritten(amends ? key with { Status = 200 } : key, order);
    }

    private ErpShipmentWritten WriteShipment(ErpShipmentInput input, ErpKey key)
    {
        ErpRules.Check(input, RequireOrder(input.OrderReference));
        return new ErpShipmentWritten(key, new ErpDeliveryNote(Number("DN", _notes.Count + 1), input, key.At, _notes.Count + 1));
    }

    private ErpInvoiceWritten WriteInvoice(ErpInvoiceInput input, ErpKey key)
    {
        var order = RequireOrder(input.OrderReference);
        var note = _notesByOrder.GetValueOrDefault(input.OrderReference, []).FirstOrDefault(note => note.Shipment.ExternalReference == input.ShipmentReference)
            ?? throw new FakeRefusal(422, "unknown-shipment", $"Shipment '{input.ShipmentReference}' of order '{input.OrderReference}' was not reported.", "/shipmentReference");
        ErpRules.Check(input, order);
        var (lines, charges, totals) = input.Lines is null
            ? ErpBilling.Bill(order, note.Shipment, _invoicesByOrder.GetValueOrDefault(input.OrderReference, []))
            : ([.. input.Lines], input.Charges ?? [], input.Totals!);
        var issuedOn = input.IssuedOn ?? DateOnly.FromDateTime(key.At.UtcDateTime);
        var invoice = new ErpInvoice(
            Number("INV", _invoiceFeed.NextSequence),
            order.Number,
            input.OrderReference,
            input.ShipmentReference,
            order.Order.Currency,
            issuedOn,
            issuedOn.AddDays(14),
            lines,
            charges,
            totals,
            key.At,
            _invoiceFeed.NextSequence)
        {
            ExternalReference = input.ExternalReference,
        };
        return new ErpInvoiceWritten(key, invoice);
    }

    private ErpOrder RequireOrder(string reference) => FindByReference(reference).MaxBy(order => order.Order.Revision)
        ?? throw new FakeRefusal(422, "unknown-order", $"There is no order with externalReference '{reference}'.", "/orderReference");

    private IEnumerable<ErpOrder> FindByReference(string reference) =>
        _numbersByReference.GetValueOrDefault(reference, []).Select(number => _orders[number]);
}
