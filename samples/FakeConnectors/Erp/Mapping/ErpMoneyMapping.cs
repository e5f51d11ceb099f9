using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Credit notes and payments in the ERP's words.</summary>
internal static class ErpMoneyMapping
{
    public static (ErpCreditNoteBody Body, ErpPointers Pointers) ToErp(Invoice note)
    {
        var body = new ErpCreditNoteBody(
            note.Number,
            ErpInvoiceMapping.OrderOf(note),
            note.Currency,
            note.IssueDate,
            note.PrecedingInvoices is [var invoice, ..] ? invoice.Id : null,
            [.. note.Lines.Select(ErpInvoiceMapping.ToLine)],
            ErpAmounts.Totals(note.Totals, "/totals"));
        return (body, new ErpPointers([.. Enumerable.Range(0, note.Lines.Count)]));
    }

    public static (ErpPaymentBody Body, ErpPointers Pointers) ToErp(Payment payment) => (
        new ErpPaymentBody(
            payment.Number,
            OrderOf(payment),
            payment.Direction switch
            {
                PaymentDirection.ToSeller => "in",
                PaymentDirection.ToBuyer => "out",
                _ => throw MappingProblem.At("/type", "The ERP books money that moved: this payment moves none."),
            },
            payment.Currency,
            payment.Amount.Amount,
            payment.SettledAt,
            payment.Method),
        new ErpPointers([]));

    public static string OrderOf(Payment payment) => MappingProblem.SingleOrder(payment.Orders.Select(order => order.Id), "/orders");
}
