namespace Crossdock.TestKit.Fakes;

/// <summary>A promotion of the shop.</summary>
internal sealed record VendurePromotion(string Id, string Name, string CouponCode)
{
    public static VendurePromotion TenPercent { get; } = new("1", "10% coupon", "TEN");

    public static VendurePromotion MouseDeal { get; } = new("2", "20% off mouse", "MOUSE");

    public static VendurePromotion FiveOff { get; } = new("3", "5 off", "FIVE");

    public string Source => "PROMOTION:" + Id;
}
