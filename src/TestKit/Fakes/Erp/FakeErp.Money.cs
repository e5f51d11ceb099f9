namespace Crossdock.TestKit.Fakes;

/// <content>Credit notes and payments.</content>
internal sealed partial class FakeErp
{
    private readonly Dictionary<string, List<ErpCreditNote>> _creditNotesByOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ErpPayment>> _paymentsByOrder = new(StringComparer.Ordinal);
    private long _creditNotes;
    private long _payments;

    private ErpCreditNoteWritten WriteCreditNote(ErpCreditNoteInput input, ErpKey key)
    {
        var order = RequireOrder(input.OrderReference);
        ErpRules.Check(input, order);
        var invoiced = _invoicesByOrder.GetValueOrDefault(input.OrderReference, []).Sum(invoice => invoice.Totals.GrossAmount);
        var credited = _creditNotesByOrder.GetValueOrDefault(input.OrderReference, []).Sum(note => note.Note.Totals.GrossAmount);
        FakeRefusal.Unless(
            credited + input.Totals.GrossAmount <= invoiced,
            "exceeds-invoices",
            $"{invoiced} of order {input.OrderReference} is invoiced and {credited} credited: {input.Totals.GrossAmount} is too much.",
            "/totals/grossAmount");
        return new ErpCreditNoteWritten(key, new ErpCreditNote(
            Number("CN", _creditNotes + 1), order.Number, input, input.IssuedOn ?? DateOnly.FromDateTime(key.At.UtcDateTime), key.At, _creditNotes + 1));
    }

    private ErpPaymentWritten WritePayment(ErpPaymentInput input, ErpKey key)
    {
        var order = RequireOrder(input.OrderReference);
        ErpRules.Check(input, order);
        return new ErpPaymentWritten(key, new ErpPayment(Number("PAY", _payments + 1), order.Number, input, key.At, _payments + 1));
    }

    private FakeResponse GetCreditNotes(FakeRequest request) =>
        FakeResponse.Json(200, new { CreditNotes = _creditNotesByOrder.GetValueOrDefault(RequireOrderReference(request), []) });

    private FakeResponse GetPayments(FakeRequest request) =>
        FakeResponse.Json(200, new { Payments = _paymentsByOrder.GetValueOrDefault(RequireOrderReference(request), []) });

    private static string RequireOrderReference(FakeRequest request) =>
        request.Parameter("orderReference") ?? throw new FakeRefusal(400, "bad-query", "Ask by orderReference.");

    private void Apply(ErpCreditNote note)
    {
        _creditNotes = note.Sequence;
        _creditNotesByOrder.AddTo(note.Note.OrderReference, note);
    }

    private void Apply(ErpPayment payment)
    {
        _payments = payment.Sequence;
        _paymentsByOrder.AddTo(payment.Payment.OrderReference, payment);
    }

    private Dictionary<string, IReadOnlyList<LedgerAmount>> CreditNotesByOrder() => _creditNotesByOrder.ToDictionary(
        pair => pair.Key,
        pair => (IReadOnlyList<LedgerAmount>)[.. pair.Value.Select(note => Amount(note.Number, note.Note.Currency, note.Note.Totals))]);

    private Dictionary<string, IReadOnlyList<LedgerAmount>> PaymentsByOrder(string direction) => _paymentsByOrder
        .Select(pair => (pair.Key, Payments: pair.Value.Where(payment => payment.Payment.Direction == direction).ToList()))
        .Where(order => order.Payments.Count > 0)
        .ToDictionary(
            order => order.Key,
            order => (IReadOnlyList<LedgerAmount>)[.. order.Payments.Select(payment => new LedgerAmount(
                payment.Number, payment.Payment.Currency, CurrencyExponent.Round(payment.Payment.Amount, payment.Payment.Currency)))]);
}
