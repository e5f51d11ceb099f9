using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <content>Payments, refunds, status axes and notes.</content>
internal sealed partial class OrderMapping
{
    private const string Cancelled = "Cancelled";

    private ValueList<OrderPayment> Payments(VendureOrder source, MoneyReader money) =>
    [
        .. (source.Payments ?? []).ById(payment => payment.Id).Select(payment => new OrderPayment
        {
            Id = payment.Id,
            Method = Texts.OrNull(payment.Method),
            Amount = money.Of(payment.Amount),
            AuthorizedAmount = payment.State is "Authorized" or "Settled" ? money.Of(payment.Amount) : null,
            CapturedAmount = payment.State == "Settled" ? money.Of(payment.Amount) : null,
            RefundedAmount = payment.Refunds.Any(IsSettled) ? money.Of(payment.Refunds.Where(IsSettled).Sum(refund => refund.Total)) : null,
            TransactionId = Texts.OrNull(payment.TransactionId),
            CreatedAt = payment.CreatedAt,
            ErrorMessage = Texts.OrNull(payment.ErrorMessage),
            Statuses = [StatusFact.Of(PaymentState(payment.State), payment.State)],
            ExternalIds = [ExternalId.Of(connection.Name, payment.Id, "Payment")],
        }),
    ];

    private ValueList<OrderRefund> Refunds(VendureOrder source, MoneyReader money) =>
    [
        .. (source.Payments ?? []).SelectMany(payment => payment.Refunds.Select(refund => (payment.Id, Refund: refund)))
            .ById(pair => pair.Refund.Id)
            .Select(pair => Refund(pair.Id, pair.Refund, money)),
    ];

    private OrderRefund Refund(string paymentId, VendureRefund refund, MoneyReader money)
    {
        // A refund by amount leaves the shares at zero; they say something only when they add up.
        var hasShares = refund.Items + refund.Shipping + refund.Adjustment == refund.Total;
        return new OrderRefund
        {
            Id = refund.Id,
            PaymentId = paymentId,
            Amount = money.Of(refund.Total),
            ItemsAmount = hasShares ? money.Of(refund.Items) : null,
            ShippingAmount = hasShares ? money.Of(refund.Shipping) : null,
            AdjustmentAmount = hasShares ? money.Of(refund.Adjustment) : null,
            Reason = Texts.OrNull(refund.Reason),
            TransactionId = Texts.OrNull(refund.TransactionId),
            CreatedAt = refund.CreatedAt,
            SettledAt = IsSettled(refund) ? refund.UpdatedAt : null,
            Lines = [.. refund.Lines.ById(line => line.OrderLineId).Select(line => new RefundLine { LineId = line.OrderLineId, Quantity = Quantity.Of(line.Quantity) })],
            Statuses = [StatusFact.Of(RefundState(refund.State), refund.State)],
            ExternalIds = [ExternalId.Of(connection.Name, refund.Id, "Refund")],
        };
    }

    /// <summary>
    /// The shop has one state for everything. Each axis is concluded from what it is about: money from payments and refunds, goods
    /// from fulfilled quantities, and only the rest from the state.
    /// </summary>
    private static ValueList<StatusFact> Statuses(VendureOrder source, FulfilmentProgress progress) =>
    [
        StatusFact.Of(OrderState(source.State), source.State, StatusConfidence.Inferred) with { Reason = CancelReason(source) },
        .. Overlay(source.State) is { } overlay ? [StatusFact.Of(overlay, source.State, StatusConfidence.Inferred)] : Array.Empty<StatusFact>(),
        StatusFact.Of(PaymentState(source), raw: null, StatusConfidence.Inferred),
        StatusFact.Of(FulfilmentState(source, progress), source.State, StatusConfidence.Inferred),
    ];

    private static OrderStatus OrderState(string state) => state switch
    {
        "Created" or "Draft" or "AddingItems" => OrderStatus.Draft,
        "ArrangingPayment" => OrderStatus.Pending,
        "Delivered" => OrderStatus.Completed,
        Cancelled => OrderStatus.Cancelled,
        _ => OrderStatus.Confirmed,
    };

    private static OrderOverlay? Overlay(string state) => state switch
    {
        "Modifying" => OrderOverlay.Amending,
        "ArrangingAdditionalPayment" => OrderOverlay.RequiresAction,
        _ => null,
    };

    private static PaymentStatus PaymentState(VendureOrder source)
    {
        var payments = source.Payments ?? [];
        var paid = Sum("Settled");
        var authorized = Sum("Authorized");
        var refunded = payments.SelectMany(payment => payment.Refunds).Where(IsSettled).Sum(refund => refund.Total);
        return (paid, authorized) switch
        {
            ( > 0, _) when refunded >= paid => PaymentStatus.Refunded,
            ( > 0, _) when refunded > 0 => PaymentStatus.PartiallyRefunded,
            ( > 0, _) => paid >= source.TotalWithTax ? PaymentStatus.Paid : PaymentStatus.PartiallyPaid,
            (_, > 0) => authorized >= source.TotalWithTax ? PaymentStatus.Authorized : PaymentStatus.PartiallyAuthorized,
            _ when Any("Created") => PaymentStatus.Pending,
            _ when Any(Cancelled) => PaymentStatus.Voided,
            _ when Any("Declined") || Any("Error") => PaymentStatus.Failed,
            _ => PaymentStatus.Unpaid,
        };

        long Sum(string state) => payments.Where(payment => payment.State == state).Sum(payment => payment.Amount);
        bool Any(string state) => payments.Any(payment => payment.State == state);
    }

    private static PaymentStatus PaymentState(string state) => state switch
    {
        "Created" => PaymentStatus.Pending,
        "Authorized" => PaymentStatus.Authorized,
        "Settled" => PaymentStatus.Paid,
        "Declined" or "Error" => PaymentStatus.Failed,
        Cancelled => PaymentStatus.Voided,
        _ => new PaymentStatus(state),
    };

    private static RefundStatus RefundState(string state) => state switch
    {
        "Pending" => RefundStatus.Pending,
        "Settled" => RefundStatus.Settled,
        "Failed" => RefundStatus.Failed,
        _ => new RefundStatus(state),
    };

    private static FulfilmentStatus FulfilmentState(VendureOrder source, FulfilmentProgress progress)
    {
        var (wanted, shipped, delivered) = (source.Lines.Sum(line => line.Quantity), progress.TotalShipped, progress.TotalDelivered);
        return shipped == 0 && (wanted == 0 || source.State == Cancelled) ? FulfilmentStatus.Cancelled
            : shipped == 0 ? FulfilmentStatus.Unfulfilled
            : delivered >= wanted ? FulfilmentStatus.Delivered
            : delivered > 0 ? FulfilmentStatus.PartiallyDelivered
            : shipped >= wanted ? FulfilmentStatus.Shipped
            : FulfilmentStatus.PartiallyShipped;
    }

    private static VendureHistoryEntry? Cancellation(VendureOrder source) => source.State == Cancelled
        ? source.History.Items.Where(entry => entry.Type == "ORDER_CANCELLATION").MaxBy(entry => entry.CreatedAt)
        : null;

    private static DateTimeOffset? CancelledAt(VendureOrder source) => Cancellation(source)?.CreatedAt;

    private static string? CancelReason(VendureOrder source) => Texts.OrNull(Cancellation(source)?.Data?.Reason);

    /// <summary>Notes of people. Ours are left out: an acknowledgement must not come back as a change of the order.</summary>
    private static ValueList<Note> Notes(VendureOrder source) =>
    [
        .. source.History.Items.Where(entry => entry.Type == "ORDER_NOTE").ById(entry => entry.Id)
            .Where(entry => Texts.OrNull(entry.Data?.Note) is { } text && !AcknowledgementNote.IsOurs(text))
            .Select(entry => new Note
            {
                Audience = entry.IsPublic ? NoteAudience.Customer : NoteAudience.Internal,
                Text = entry.Data!.Note!,
                CreatedAt = entry.CreatedAt,
            }),
    ];
}
