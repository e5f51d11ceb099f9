using Crossdock.Canonical;

namespace Crossdock.OrderToCash;

/// <summary>The business with an ERP that is the warehouse too. Copy this into your own host and change it.</summary>
internal static class RealPairFlow
{
    /// <summary>Where customer service asks for refunds; the host hands them over.</summary>
    public const string ServiceDesk = "service-desk";

    public static ICrossdockBuilder AddRealPairFlow(this ICrossdockBuilder crossdock) => crossdock.AddFlow("order-to-cash", flow =>
    {
        flow.On<Order>("shop")
            .Submit("erp").Acknowledge("shop");

        flow.On<Shipment>("erp")
            .Report("shop")
            .PostInvoice("erp");

        flow.On<Payment>(ServiceDesk).Pushed()
            .PostCreditNote("erp").After(Fact.OrderInvoiced("erp"))
            .Refund("shop").After(Fact.CreditNotePosted("erp"));

        // The ERP keeps items that the shop does not sell.
        flow.On<Inventory>("erp")
            .When(stock => stock.Positions.All(position => RealPair.Skus.Contains(position.Item.SellerItemId ?? "")))
            .Coalesce(TimeSpan.FromSeconds(1))
            .Publish("shop");
    });
}
