namespace Crossdock.TestKit.Fakes;

/// <summary>
/// A row of <c>/transactions</c>: money a customer paid, or money a customer is to get back. A refund is <c>requested</c> by customer service and
/// <c>paid</c> once it was issued.
/// </summary>
internal sealed record PaymentRow(
    string Number,
    string Type,
    string Status,
    string OrderReference,
    string Currency,
    decimal Amount,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    long Sequence)
{
    public const string Payment = "payment";
    public const string Refund = "refund";
    public const string Requested = "requested";
    public const string Paid = "paid";

    /// <summary>Of a refund: the payment that is paid back.</summary>
    public string? PaymentReference { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<PaymentRefundLine> Lines { get; init; } = [];
}

/// <summary>What of an order line is paid back, tax included.</summary>
internal sealed record PaymentRefundLine(string LineReference, decimal Quantity, decimal Amount);

/// <summary>What a client posts to <c>/refunds</c>.</summary>
internal sealed record IssueRefundInput(string RequestReference, string OrderReference, string Currency, decimal Amount);

/// <summary>A refund that was paid. Issued twice is paid twice.</summary>
internal sealed record IssuedRefund(string Number, IssueRefundInput Refund, DateTimeOffset PaidAt);
