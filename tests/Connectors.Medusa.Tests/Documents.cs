using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>Documents to send.</summary>
internal static class Documents
{
    public static ReportShipment Shipment(string number, string order, string? tracking, params (string? LineId, string? Sku, decimal Quantity)[] lines) => new(new Shipment
    {
        Number = number,
        Orders = [new DocumentReference { Id = order }],
        TrackingNumbers = tracking is null ? [] : [new TrackingNumber { Number = tracking }],
        Lines =
        [
            .. lines.Select((line, index) => new ShipmentLine
            {
                Id = $"{index + 1}",
                Order = new DocumentReference { Id = order, LineId = line.LineId },
                Item = line.Sku is null ? null : new ItemReference { SellerItemId = line.Sku },
                Quantity = Quantity.Of(line.Quantity),
            }),
        ],
    });

    public static IssueRefund Refund(string number, string order, decimal amount, string currency = "EUR", string? payment = null, string? line = null) => new(new Payment
    {
        Number = number,
        Type = PaymentType.Refund,
        Currency = currency,
        Amount = Money.Of(amount, currency),
        Orders = [new DocumentReference { Id = order }],
        OriginalPayment = payment is null ? null : new DocumentReference { Id = payment },
        Reason = "Broken",
        Lines = line is null ? [] : [new RefundLine { LineId = line, Quantity = Quantity.Of(1) }],
    });

    public static PublishInventory Stock(params (string? Sku, string Location, decimal OnHand)[] positions) => new(new Inventory
    {
        Kind = InventoryKind.Snapshot,
        AsOf = TestShop.Now,
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
}
