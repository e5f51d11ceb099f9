using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>Documents to send.</summary>
internal static class Documents
{
    public static ReportShipment Shipment(string number, string order, string? tracking, params (string LineId, decimal Pieces)[] lines) => new(new Shipment
    {
        Number = number,
        Orders = [new DocumentReference { Id = order }],
        Carrier = new Carrier { Name = "DHL", ServiceName = "Paket" },
        TrackingNumbers = tracking is null ? [] : [new TrackingNumber { Number = tracking }],
        Lines =
        [
            .. lines.Select((line, index) => new ShipmentLine
            {
                Id = $"{index + 1}",
                Order = new DocumentReference { Id = order, LineId = line.LineId },
                Quantity = Quantity.Of(line.Pieces),
            }),
        ],
    });

    public static PublishInventory Stock(params (string? Sku, string Location, decimal OnHand)[] positions) => new(new Inventory
    {
        Kind = InventoryKind.Snapshot,
        AsOf = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero),
        Positions =
        [
            .. positions.Select(position => new InventoryPosition
            {
                Item = new ItemReference { SellerItemId = position.Sku, Name = "Something" },
                Location = new LocationReference { Code = position.Location },
                Unit = "C62",
                Buckets = new InventoryBuckets { OnHand = position.OnHand },
            }),
        ],
    });

    public static AcknowledgeOrder Acknowledgement(string order) =>
        new(new OrderAcknowledgement { OrderNumber = order, Code = AcknowledgementCode.Accepted, Number = "SO-77" });
}
