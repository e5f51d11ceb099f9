namespace Crossdock.TestKit.Fakes;

/// <summary>The shop's state machines, as its default processes define them.</summary>
internal static class ShopOrderStates
{
    private static readonly Dictionary<string, string[]> s_order = new(StringComparer.Ordinal)
    {
        ["PaymentAuthorized"] = ["PaymentSettled", "Cancelled", "Modifying", "ArrangingAdditionalPayment"],
        ["PaymentSettled"] = ["PartiallyDelivered", "Delivered", "PartiallyShipped", "Shipped", "Cancelled", "Modifying", "ArrangingAdditionalPayment"],
        ["PartiallyShipped"] = ["Shipped", "PartiallyDelivered", "Cancelled", "Modifying"],
        ["Shipped"] = ["PartiallyDelivered", "Delivered", "Cancelled", "Modifying"],
        ["PartiallyDelivered"] = ["Delivered", "Cancelled", "Modifying"],
        ["Delivered"] = ["Cancelled"],
    };

    private static readonly Dictionary<string, string[]> s_fulfilment = new(StringComparer.Ordinal)
    {
        ["Pending"] = ["Shipped", "Delivered", "Cancelled"],
        ["Shipped"] = ["Delivered", "Cancelled"],
        ["Delivered"] = ["Cancelled"],
    };

    public static string[] NextOfOrder(string state) => s_order.GetValueOrDefault(state, []);

    public static string[] NextOfFulfilment(string state) => s_fulfilment.GetValueOrDefault(state, []);
}
