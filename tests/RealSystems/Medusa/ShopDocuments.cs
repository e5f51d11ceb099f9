using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Medusa;

/// <summary>Documents to send to the shop.</summary>
internal static class ShopDocuments
{
    public static ReportShipment Shipment(string number, string order, params (string Sku, decimal Pieces)[] lines) => new(new Shipment
    {
        Number = number,
        Orders = [new DocumentReference { Id = order }],
        Location = new LocationReference { Code = MedusaSeed.Location },
        TrackingNumbers = [new TrackingNumber { Number = "TRK-" + number }],
        Lines = [.. lines.Select((line, index) => new ShipmentLine { Id = $"{index + 1}", Item = new ItemReference { SellerItemId = line.Sku }, Quantity = Quantity.Of(line.Pieces) })],
    });

    public static IssueRefund Refund(string number, string order, decimal amount) => new(new Payment
    {
        Number = number,
        Type = PaymentType.Refund,
        Currency = "EUR",
        Amount = Money.Of(amount, "EUR"),
        Orders = [new DocumentReference { Id = order }],
        Reason = "Broken",
    });

    public static PublishInventory Stock(string sku, string location, decimal onHand) => new(new Inventory
    {
        Kind = InventoryKind.Snapshot,
        AsOf = TimeProvider.System.GetUtcNow(),
        Positions =
        [
            new InventoryPosition
            {
                Item = new ItemReference { SellerItemId = sku }, Location = new LocationReference { Code = location }, Unit = "C62", Buckets = new InventoryBuckets { OnHand = onHand },
            },
        ],
    });
}
