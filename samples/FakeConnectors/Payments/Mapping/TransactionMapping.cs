using System.Globalization;
using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Payments;

/// <summary>The provider's transactions to canonical payments, and refunds back.</summary>
internal static class TransactionMapping
{
    public static Change<Payment> ToChange(Transaction row, string connection) => new()
    {
        DocumentKey = row.Number,
        Document = ToCanonical(row, connection),
        SourceVersion = row.Sequence,
        OccurredAt = row.ChangedAt,
    };

    public static RefundBody ToRefund(Payment refund) => new(
        refund.Number,
        MappingProblem.SingleOrder(refund.Orders.Select(order => order.Id), "/orders"),
        refund.Currency,
        refund.Amount.Amount);

    /// <summary>A pointer into the body that was sent, as one into the payment.</summary>
    public static string? ToCanonical(string? pointer) => pointer switch
    {
        "/requestReference" => "/number",
        "/orderReference" => "/orders/0/id",
        "/amount" => "/amount/amount",
        _ => pointer,
    };

    private static Payment ToCanonical(Transaction row, string connection)
    {
        var (isRefund, isPaid) = (row.Type == "refund", row.Status == "paid");
        return new Payment
        {
            Number = row.Number,
            Type = isRefund ? PaymentType.Refund : new PaymentType(row.Type),
            Statuses = [isRefund ? StatusFact.Of(isPaid ? RefundStatus.Settled : new RefundStatus(row.Status), row.Status) : StatusFact.Of(new PaymentStatus(row.Status), row.Status)],
            SourceVersion = row.Sequence.ToString(CultureInfo.InvariantCulture),
            ExternalIds = [new ExternalId { System = connection, EntityType = row.Type, Value = row.Number }],
            CreatedAt = row.CreatedAt,
            SettledAt = isPaid ? row.ChangedAt : null,
            ModifiedAt = row.ChangedAt,
            Currency = row.Currency,
            Amount = Money.Of(row.Amount, row.Currency),
            Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = row.OrderReference }],
            OriginalPayment = row.PaymentReference is { } payment ? new DocumentReference { Type = DocumentReferenceType.Payment, Id = payment } : null,
            Reason = row.Reason,
            ItemsAmount = isRefund ? Money.Of(row.Lines.Sum(line => line.Amount), row.Currency) : null,
            Lines = row.Lines.Select(line => new RefundLine { LineId = line.LineReference, Quantity = Quantity.Of(line.Quantity), Amount = Money.Of(line.Amount, row.Currency) }).ToValueList(),
        };
    }
}
