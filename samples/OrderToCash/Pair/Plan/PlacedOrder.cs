using Crossdock.Canonical;

namespace Crossdock.OrderToCash;

/// <summary>An order that a customer placed in the shop.</summary>
/// <param name="Plan">What was to happen.</param>
/// <param name="Number">The number the shop gave it.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Total">What the shop told the customer at checkout, tax included.</param>
/// <param name="Lines">The shop's line ids by SKU.</param>
internal sealed record PlacedOrder(PlannedOrder Plan, string Number, string Currency, decimal Total, IReadOnlyDictionary<string, string> Lines)
{
    /// <summary>What the shop paid back for the line that the customer took back before it shipped, tax included; zero when he took none back.</summary>
    public decimal TakenBack { get; init; }

    /// <summary>The number of its refund.</summary>
    public string RefundNumber => "RF-" + Number;

    /// <summary>What is to be paid back for the piece that comes back, tax included; zero when none does.</summary>
    public decimal Refund => Plan.Returned is { } sku ? GrossOfOne(sku) : 0;

    /// <summary>What the payment provider tells of it at checkout: the money came in, and some of it went back where a line was taken back.</summary>
    public IEnumerable<Payment> MoneyMoved(DateTimeOffset now)
    {
        yield return Payment("PAY-" + Number, PaymentType.Payment, Total, now) with { SettledAt = now };
        if (TakenBack > 0)
        {
            yield return Payment("BACK-" + Number, PaymentType.Refund, TakenBack, now) with { SettledAt = now, Reason = "Line cancelled" };
        }
    }

    /// <summary>The refund that customer service asks for.</summary>
    public Payment RefundRequest(DateTimeOffset now)
    {
        var amount = Money.Of(Refund, Currency);
        return Payment(RefundNumber, PaymentType.Refund, Refund, now) with
        {
            ItemsAmount = amount,
            Reason = "One piece came back",
            Lines = [new RefundLine { LineId = Lines[Plan.Returned!], Quantity = Quantity.Of(1), Amount = amount }],
        };
    }

    private Payment Payment(string number, PaymentType type, decimal amount, DateTimeOffset now) => new()
    {
        Number = number,
        Type = type,
        CreatedAt = now,
        Currency = Currency,
        Amount = Money.Of(amount, Currency),
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = Number }],
    };

    private static decimal GrossOfOne(string sku)
    {
        var item = PairGoods.All.Single(one => one.Sku == sku);
        return decimal.Round(item.Price * (1 + (item.Tax / 100)), 2, MidpointRounding.AwayFromZero);
    }
}
