using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>An order that a customer placed in the shop.</summary>
/// <param name="Plan">What was to happen.</param>
/// <param name="Number">The number the shop gave it.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Total">What the shop told the customer at checkout, tax included.</param>
/// <param name="Lines">The shop's line ids by SKU.</param>
internal sealed record PlacedOrder(PlannedOrder Plan, string Number, string Currency, decimal Total, IReadOnlyDictionary<string, string> Lines)
{
    /// <summary>The number of its refund.</summary>
    public string RefundNumber => "RF-" + Number;

    /// <summary>What is to be paid back for the piece that comes back, tax included; zero when none does.</summary>
    public decimal Refund => Plan.Returned is { } sku ? GrossOfOne(sku) : 0;

    /// <summary>The refund that customer service asks for.</summary>
    public Payment RefundRequest(DateTimeOffset now)
    {
        var amount = Money.Of(Refund, Currency);
        return new Payment
        {
            Number = RefundNumber,
            Type = PaymentType.Refund,
            CreatedAt = now,
            Currency = Currency,
            Amount = amount,
            ItemsAmount = amount,
            Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = Number }],
            Reason = "One piece came back",
            Lines = [new RefundLine { LineId = Lines[Plan.Returned!], Quantity = Quantity.Of(1), Amount = amount }],
        };
    }

    private static decimal GrossOfOne(string sku)
    {
        var item = VendureSeed.Goods.Single(one => one.Sku == sku);
        return decimal.Round(item.Price * (1 + (item.Tax / 100)), 2, MidpointRounding.AwayFromZero);
    }
}
