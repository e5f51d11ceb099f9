namespace Crossdock.TestKit.Fakes;

/// <summary>What a client posts to <c>/payments</c>: money that came <c>in</c> for an order, or went <c>out</c>.</summary>
internal sealed record ErpPaymentInput(string ExternalReference, string OrderReference, string Direction, string Currency, decimal Amount)
{
    public const string In = "in";
    public const string Out = "out";

    public DateTimeOffset? SettledAt { get; init; }

    public string? Method { get; init; }
}

/// <summary>A payment in the ERP's books.</summary>
internal sealed record ErpPayment(string Number, string OrderNumber, ErpPaymentInput Payment, DateTimeOffset BookedAt, long Sequence);
