using Crossdock.Canonical;

namespace Crossdock.OrderToCash;

/// <summary>The business, and nothing else. Copy this into your own host and change it.</summary>
internal static class OrderToCashFlow
{
    public static ICrossdockBuilder AddOrderToCash(this ICrossdockBuilder crossdock) => crossdock.AddFlow("order-to-cash", flow =>
    {
        flow.On<Order>("shop")
            .Submit("erp").Acknowledge("shop")
            .RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));

        flow.On<Shipment>("warehouse")
            .Report("shop")
            .Report("erp")
            .PostInvoice("erp").After(Fact.ShipmentReported("erp"));

        flow.On<Payment>("payments")
            .Record("erp")
            .PostCreditNote("erp").After(Fact.OrderInvoiced("erp"))
            .Refund("payments").After(Fact.CreditNotePosted("erp"));

        flow.On<Inventory>("warehouse")
            .Coalesce(TimeSpan.FromSeconds(1))
            .Publish("shop");
    });
}
