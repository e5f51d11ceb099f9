using Crossdock.Canonical;

namespace Crossdock.RealSystems.Vendure;

/// <summary>Documents to send to the shop.</summary>
internal static class ShopDocuments
{
    public static ReportShipment Shipment(string number, Order order, string tracking, params (string Sku, decimal Pieces)[] lines) => new(new Shipment
    {
        Number = number,
        Orders = [new DocumentReference { Id = order.Number }],
        Carrier = new Carrier { Name = "DHL", ServiceName = "Paket" },
        TrackingNumbers = [new TrackingNumber { Number = tracking }],
        Lines =
        [
            .. lines.Select((line, index) => new ShipmentLine
            {
                Id = $"{index + 1}",
                Order = new DocumentReference { Id = order.Number, LineId = LineId(order, line.Sku) },
                Item = new ItemReference { SellerItemId = line.Sku },
                Quantity = Quantity.Of(line.Pieces),
            }),
        ],
    });

    public static PublishInventory Stock(params (string Sku, string Location, decimal OnHand)[] positions) => new(new Inventory
    {
        Kind = InventoryKind.Snapshot,
        AsOf = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero),
        Positions =
        [
            .. positions.Select(position => new InventoryPosition
            {
                Item = new ItemReference { SellerItemId = position.Sku },
                Location = new LocationReference { Code = position.Location },
                Unit = "C62",
                Buckets = new InventoryBuckets { OnHand = position.OnHand },
            }),
        ],
    });

    public static IssueRefund Refund(string number, Order order, decimal amount, params (string Sku, decimal Pieces)[] lines) => new(new Payment
    {
        Number = number,
        Type = PaymentType.Refund,
        Currency = order.Currency,
        Amount = Money.Of(amount, order.Currency),
        Orders = [new DocumentReference { Id = order.Number }],
        Reason = "Goods were missing",
        Lines = [.. lines.Select(line => new RefundLine { LineId = LineId(order, line.Sku), Quantity = Quantity.Of(line.Pieces) })],
    });

    public static AcknowledgeOrder Acknowledgement(string order) =>
        new(new OrderAcknowledgement { OrderNumber = order, Code = AcknowledgementCode.Accepted, Number = "SO-1" });

    private static string LineId(Order order, string sku) => order.Lines.First(line => line.Item!.SellerItemId == sku).Id;
}
