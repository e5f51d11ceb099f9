using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Whether the money of a payment moved, as its type and status say.</summary>
internal static class PaymentMoney
{
    public static PaymentStanding StandingOf(Payment payment) => FactOf(payment) switch
    {
        null => PaymentStanding.NotStated,
        { } fact when fact.Axis == StatusAxis.Refund => OfRefund(fact.Code),
        { } fact => OfPayment(fact.Code),
    };

    /// <summary>True when the money is still to move, or nothing is said about it.</summary>
    /// <exception cref="ConnectorException">The status is not known: nobody can tell whether money moved.</exception>
    public static bool IsOpen(Payment payment) => Readable(payment) is PaymentStanding.Open or PaymentStanding.NotStated;

    /// <summary>True when money moved: not for a reservation or its release, and not before it is said to have.</summary>
    /// <exception cref="ConnectorException">Type or status is not known: nobody can tell whether money moved.</exception>
    public static bool HasMoved(Payment payment) => payment.Direction switch
    {
        null => throw Unreadable("/type", $"The type '{payment.Type.Value}' of the payment is not known"),
        PaymentDirection.None => false,
        _ => Readable(payment) is PaymentStanding.Moved or PaymentStanding.NotStated,
    };

    private static PaymentStanding Readable(Payment payment)
    {
        var standing = StandingOf(payment);
        return standing != PaymentStanding.Unknown
            ? standing
            : throw Unreadable("/statuses", $"The status '{FactOf(payment)!.Code}' of the payment is not known");
    }

    // Of a refund, the axis payment may speak of the payment it belongs to.
    private static StatusFact? FactOf(Payment payment) =>
        (payment.Type == PaymentType.Refund ? payment.Statuses.On(StatusAxis.Refund) : null) ?? payment.Statuses.On(StatusAxis.Payment);

    private static PaymentStanding OfPayment(string code) => new PaymentStatus(code).Kind switch
    {
        PaymentStatusKind.Paid or PaymentStatusKind.PartiallyRefunded or PaymentStatusKind.Refunded => PaymentStanding.Moved,
        PaymentStatusKind.Voided or PaymentStatusKind.Expired or PaymentStatusKind.Failed => PaymentStanding.CalledOff,
        PaymentStatusKind.Unknown => PaymentStanding.Unknown,
        _ => PaymentStanding.Open,
    };

    private static PaymentStanding OfRefund(string code) => new RefundStatus(code).Kind switch
    {
        RefundStatusKind.Settled => PaymentStanding.Moved,
        RefundStatusKind.Failed or RefundStatusKind.Cancelled => PaymentStanding.CalledOff,
        RefundStatusKind.Unknown => PaymentStanding.Unknown,
        _ => PaymentStanding.Open,
    };

    private static ConnectorException Unreadable(string pointer, string what) => new(new ConnectorError
    {
        Kind = ErrorKind.Validation,
        Message = $"{what}, so nobody can tell whether money moved; map it to a known one, or correct it at the source.",
        Pointer = pointer,
    });
}
