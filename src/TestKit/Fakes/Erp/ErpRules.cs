namespace Crossdock.TestKit.Fakes;

/// <summary>What the ERP checks beyond shape. The first problem refuses the document, with a JSON Pointer.</summary>
internal static class ErpRules
{
    public static void Check(ErpOrderInput order)
    {
        FakeRefusal.Unless(order.ExternalReference.Length is > 0 and <= 64, "bad-reference", "externalReference must have 1 to 64 characters.", "/externalReference");
        FakeRefusal.Unless(order.Revision >= 1, "bad-revision", "revision must be 1 or more.", "/revision");
        CheckCurrency(order.Currency, "/currency");
        FakeRefusal.Unless(order.Lines.Count > 0, "no-lines", "An order needs at least one line.", "/lines");
        var references = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            var pointer = $"/lines/{i}";
            FakeRefusal.Unless(references.Add(line.Reference), "duplicate-line", $"Line reference '{line.Reference}' occurs twice.", pointer + "/reference");
            CheckGoods(line.Sku, line.Quantity, pointer);
            CheckAmount(line.NetAmount, order.Currency, pointer + "/netAmount");
        }

        CheckTotals(order.Totals, order.Lines.Sum(line => line.NetAmount) + order.Charges.Sum(charge => charge.NetAmount), order.Currency);
    }

    public static void Check(ErpShipmentInput shipment, ErpOrder order)
    {
        FakeRefusal.Unless(shipment.ExternalReference.Length > 0, "bad-reference", "externalReference must not be empty.", "/externalReference");
        FakeRefusal.Unless(shipment.Lines.Count > 0, "no-lines", "A shipment needs at least one line.", "/lines");
        for (var i = 0; i < shipment.Lines.Count; i++)
        {
            var line = shipment.Lines[i];
            CheckGoods(line.Sku, line.Quantity, $"/lines/{i}");
            CheckOrderLine(line.LineReference, order, $"/lines/{i}/lineReference");
        }
    }

    public static void Check(ErpInvoiceInput invoice, ErpOrder order)
    {
        var currency = order.Order.Currency;
        FakeRefusal.Unless(invoice.Currency is null || invoice.Currency == currency, "currency-mismatch", $"The order is in {currency}.", "/currency");
        if (invoice.Lines is null)
        {
            return;
        }

        FakeRefusal.Unless(invoice.Totals is not null, "missing-totals", "An invoice with lines needs totals.", "/totals");
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            var line = invoice.Lines[i];
            CheckGoods(line.Sku, line.Quantity, $"/lines/{i}");
            CheckAmount(line.NetAmount, currency, $"/lines/{i}/netAmount");
            CheckOrderLine(line.LineReference, order, $"/lines/{i}/lineReference");
        }

        CheckTotals(invoice.Totals!, invoice.Lines.Sum(line => line.NetAmount) + (invoice.Charges ?? []).Sum(charge => charge.NetAmount), currency);
    }

    public static void Check(ErpCreditNoteInput note, ErpOrder order)
    {
        FakeRefusal.Unless(note.ExternalReference.Length > 0, "bad-reference", "externalReference must not be empty.", "/externalReference");
        CheckCurrency(note.Currency, order);
        FakeRefusal.Unless(note.Lines.Count > 0, "no-lines", "A credit note needs at least one line.", "/lines");
        for (var i = 0; i < note.Lines.Count; i++)
        {
            var line = note.Lines[i];
            CheckGoods(line.Sku, line.Quantity, $"/lines/{i}");
            CheckAmount(line.NetAmount, note.Currency, $"/lines/{i}/netAmount");
            CheckOrderLine(line.LineReference, order, $"/lines/{i}/lineReference");
        }

        CheckTotals(note.Totals, note.Lines.Sum(line => line.NetAmount), note.Currency);
    }

    public static void Check(ErpPaymentInput payment, ErpOrder order)
    {
        FakeRefusal.Unless(payment.ExternalReference.Length > 0, "bad-reference", "externalReference must not be empty.", "/externalReference");
        FakeRefusal.Unless(payment.Direction is ErpPaymentInput.In or ErpPaymentInput.Out, "bad-direction", "direction must be 'in' or 'out'.", "/direction");
        CheckCurrency(payment.Currency, order);
        FakeRefusal.Unless(payment.Amount > 0, "bad-amount", $"amount must be positive, not {payment.Amount}.", "/amount");
        CheckAmount(payment.Amount, payment.Currency, "/amount");
    }

    private static void CheckCurrency(string currency, ErpOrder order) =>
        FakeRefusal.Unless(currency == order.Order.Currency, "currency-mismatch", $"The order is in {order.Order.Currency}.", "/currency");

    private static void CheckGoods(string sku, decimal quantity, string pointer)
    {
        FakeRefusal.Unless(FakeCatalogue.Find(sku) is not null, "unknown-sku", $"Item '{sku}' does not exist.", pointer + "/sku");
        FakeRefusal.Unless(quantity > 0, "bad-quantity", $"quantity must be positive, not {quantity}.", pointer + "/quantity");
    }

    private static void CheckOrderLine(string reference, ErpOrder order, string pointer) =>
        FakeRefusal.Unless(order.Order.Lines.Any(line => line.Reference == reference), "unknown-line", $"Order {order.Order.ExternalReference} has no line '{reference}'.", pointer);

    private static void CheckCurrency(string currency, string pointer) =>
        FakeRefusal.Unless(CurrencyExponent.TryGet(currency, out _), "unknown-currency", $"Currency '{currency}' is not set up.", pointer);

    private static void CheckAmount(decimal amount, string currency, string pointer) =>
        FakeRefusal.Unless(CurrencyExponent.Round(amount, currency) == amount, "amount-precision", $"{amount} has more places than {currency} allows.", pointer);

    private static void CheckTotals(ErpTotals totals, decimal net, string currency)
    {
        CheckAmount(totals.NetAmount, currency, "/totals/netAmount");
        CheckAmount(totals.TaxAmount, currency, "/totals/taxAmount");
        CheckAmount(totals.GrossAmount, currency, "/totals/grossAmount");
        FakeRefusal.Unless(totals.NetAmount == net, "totals-mismatch", $"netAmount is {totals.NetAmount}, lines and charges sum to {net}.", "/totals/netAmount");
        FakeRefusal.Unless(totals.GrossAmount == totals.NetAmount + totals.TaxAmount, "totals-mismatch", "grossAmount must be netAmount plus taxAmount.", "/totals/grossAmount");
    }
}
