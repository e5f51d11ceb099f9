using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>Payments, refunds and status axes.</content>
internal sealed partial class OrderMapping
{
    private const string Cancelled = "canceled";

    private ValueList<OrderPayment> Payments(MedusaOrder source, Cash cash) =>
    [
        .. source.Payments.OrderBy(payment => payment.CreatedAt).ThenBy(payment => payment.Id, StringComparer.Ordinal).Select(payment => new OrderPayment
        {
            Id = payment.Id,
            Provider = Texts.OrNull(payment.ProviderId),
            Amount = cash.Paid(payment.RawAmount),
            AuthorizedAmount = payment.CanceledAt is null ? cash.Paid(payment.RawAmount) : null,
            CapturedAmount = payment.Captures.Count > 0 ? cash.Paid(payment.Captured) : null,
            RefundedAmount = payment.Refunds.Count > 0 ? cash.Paid(payment.Refunded) : null,
            CreatedAt = payment.CreatedAt,
            CapturedAt = payment.CapturedAt,
            Statuses = [StatusFact.Of(PaymentState(payment.RawAmount, payment.Captured, payment.Refunded, payment.CanceledAt is null ? payment.RawAmount : 0))],
            ExternalIds = [ExternalId.Of(connection.Name, payment.Id, "Payment")],
        }),
    ];

    private ValueList<OrderRefund> Refunds(MedusaOrder source, Cash cash) =>
    [
        .. source.Payments.SelectMany(payment => payment.Refunds.Select(refund => (PaymentId: payment.Id, Refund: refund)))
            .OrderBy(pair => pair.Refund.CreatedAt).ThenBy(pair => pair.Refund.Id, StringComparer.Ordinal)
            .Select(pair => new OrderRefund
            {
                Id = pair.Refund.Id,
                PaymentId = pair.PaymentId,
                Amount = cash.Paid(pair.Refund.RawAmount),
                Reason = Texts.OrNull(pair.Refund.Note),
                CreatedAt = pair.Refund.CreatedAt,

                // The shop stores a refund once its provider has paid it.
                SettledAt = pair.Refund.CreatedAt,
                Statuses = [StatusFact.Of(RefundStatus.Settled)],
                ExternalIds = [ExternalId.Of(connection.Name, pair.Refund.Id, "Refund")],
            }),
    ];

    /// <summary>
    /// Each axis is concluded from what it is about. The shop's own two statuses are not read: they say other things when other fields are selected, and "fulfilled"
    /// means packed.
    /// </summary>
    private static ValueList<StatusFact> Statuses(MedusaOrder source) =>
    [
        StatusFact.Of(OrderState(source), source.Status, StatusConfidence.Inferred),
        .. Overlay(source.Status) is { } overlay ? [StatusFact.Of(overlay, source.Status, StatusConfidence.Inferred)] : Array.Empty<StatusFact>(),
        StatusFact.Of(PaymentState(source), raw: null, StatusConfidence.Inferred),
        StatusFact.Of(FulfilmentState(source), raw: null, StatusConfidence.Inferred),
    ];

    private static OrderStatus OrderState(MedusaOrder source) => source.Status switch
    {
        Cancelled => OrderStatus.Cancelled,
        "completed" or "archived" => OrderStatus.Completed,
        "draft" => OrderStatus.Draft,

        // The shop keeps a placed order "pending" until somebody completes it.
        _ => OrderStatus.Confirmed,
    };

    private static OrderOverlay? Overlay(string status) => status switch
    {
        "archived" => OrderOverlay.Archived,
        "requires_action" => OrderOverlay.RequiresAction,
        _ => null,
    };

    private static PaymentStatus PaymentState(MedusaOrder source) => PaymentState(
        source.Total,
        source.Payments.Sum(payment => payment.Captured),
        source.Payments.Sum(payment => payment.Refunded),
        source.Payments.Where(payment => payment.CanceledAt is null).Sum(payment => payment.RawAmount.Value),
        isVoided: source.PaymentCollections.Count > 0 && source.PaymentCollections.All(collection => collection.Status == Cancelled));

    private static PaymentStatus PaymentState(decimal wanted, decimal captured, decimal refunded, decimal authorised, bool isVoided = true) => (captured, authorised) switch
    {
        ( > 0, _) when refunded >= captured => PaymentStatus.Refunded,
        ( > 0, _) when refunded > 0 => PaymentStatus.PartiallyRefunded,
        ( > 0, _) => captured >= wanted ? PaymentStatus.Paid : PaymentStatus.PartiallyPaid,
        (_, > 0) => authorised >= wanted ? PaymentStatus.Authorized : PaymentStatus.PartiallyAuthorized,
        _ => isVoided ? PaymentStatus.Voided : PaymentStatus.Unpaid,
    };

    private static FulfilmentStatus FulfilmentState(MedusaOrder source)
    {
        var wanted = source.Items.Sum(line => line.RawQuantity.Value);
        var packed = source.Items.Sum(line => line.Detail.RawFulfilledQuantity.Value);
        var shipped = source.Items.Sum(line => line.Detail.RawShippedQuantity.Value);
        var delivered = source.Items.Sum(line => line.Detail.RawDeliveredQuantity.Value);
        return (delivered, shipped) switch
        {
            ( > 0, _) => delivered >= wanted ? FulfilmentStatus.Delivered : FulfilmentStatus.PartiallyDelivered,
            (_, > 0) => shipped >= wanted ? FulfilmentStatus.Shipped : FulfilmentStatus.PartiallyShipped,
            _ when source.Status == Cancelled || wanted == 0 => FulfilmentStatus.Cancelled,
            _ when packed >= wanted => FulfilmentStatus.Packed,
            _ => packed > 0 ? FulfilmentStatus.Picking : FulfilmentStatus.Unfulfilled,
        };
    }
}
