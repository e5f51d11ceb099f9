using Crossdock.Canonical;

namespace Crossdock.OrderToCash;

/// <summary>The business with an ERP that is the warehouse too. Copy this into your own host and change it.</summary>
internal static class RealPairFlow
{
    /// <summary>Where customer service asks for refunds; the host hands them over.</summary>
    public const string ServiceDesk = "service-desk";

    /// <summary>Who takes the customers' money tells here that it moved; the host hands it over.</summary>
    public const string PaymentProvider = "payment-provider";

    /// <param name="crossdock">The host.</param>
    /// <param name="acknowledges">True when the shop's connector can leave an acknowledgement on an order.</param>
    public static ICrossdockBuilder AddRealPairFlow(this ICrossdockBuilder crossdock, bool acknowledges) => crossdock.AddFlow("order-to-cash", flow =>
    {
        var submitted = flow.On<Order>("shop").Submit("erp");
        if (acknowledges)
        {
            submitted.Acknowledge("shop");
        }

        flow.On<Shipment>("erp")
            .Report("shop")
            .PostInvoice("erp");

        flow.On<Payment>(ServiceDesk).Pushed()
            .PostCreditNote("erp").After(Fact.OrderInvoiced("erp"))
            .Refund("shop").After(Fact.CreditNotePosted("erp"))
            .Record("erp").After(Fact.RefundIssued("shop"));

        // Two sources number payments, each by itself.
        flow.On<Payment>(PaymentProvider).Pushed().KeyBy(payment => "provider/" + payment.Number)
            .Record("erp").After(Fact.OrderAccepted("erp"));

        // The ERP keeps items that the shop does not sell.
        flow.On<Inventory>("erp")
            .When(stock => stock.Positions.All(position => PairGoods.Skus.Contains(position.Item.SellerItemId ?? "")))
            .Coalesce(TimeSpan.FromSeconds(5))
            .Publish("shop");
    });
}
