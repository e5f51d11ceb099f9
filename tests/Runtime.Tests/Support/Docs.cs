using Crossdock.Canonical;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Small documents that satisfy schema and rules.</summary>
internal static class Docs
{
    public static Order Order(string number, params (string Sku, decimal Quantity, decimal Price)[] lines)
    {
        var items = lines.Length == 0 ? [("SKU-1", 2m, 10m)] : lines;
        var orderLines = items.Select((item, index) => new OrderLine
        {
            Id = $"L{index + 1}",
            Type = OrderLineType.Item,
            Item = new ItemReference { SellerItemId = item.Item1 },
            Quantity = Quantity.Of(item.Item2),
            Price = new Price { Amount = Eur(item.Item3) },
            LineExtensionAmount = Eur(item.Item2 * item.Item3),
        }).ToValueList();
        var total = Eur(orderLines.Sum(line => line.LineExtensionAmount!.Value.Amount));
        return new Order
        {
            Number = number,
            Currency = "EUR",
            Dates = new OrderDates { Placed = World.Start.AddHours(-1) },
            Lines = orderLines,
            Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total },
        };
    }

    public static Shipment Shipment(string number, string order, params (string LineId, decimal Quantity)[] lines) => new()
    {
        Number = number,
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = order }],
        Dates = new ShipmentDates { Shipped = World.Start.AddMinutes(-10) },
        TrackingNumbers = [new TrackingNumber { Number = "TRACK-" + number }],
        Lines = (lines.Length == 0 ? [("L1", 2m)] : lines).Select((line, index) => new ShipmentLine
        {
            Id = $"{index + 1}",
            Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = order, LineId = line.Item1 },
            Quantity = Quantity.Of(line.Item2),
        }).ToValueList(),
    };

    public static Inventory Stock(string sku, decimal available, DateTimeOffset asOf, string location = "WH1") => new()
    {
        Kind = InventoryKind.Snapshot,
        AsOf = asOf,
        Positions = [Position(sku, available, location)],
    };

    public static InventoryPosition Position(string sku, decimal available, string location = "WH1") => new()
    {
        Item = new ItemReference { SellerItemId = sku },
        Location = new LocationReference { Code = location },
        Unit = "C62",
        Buckets = new InventoryBuckets { Available = available },
    };

    public static Money Eur(decimal amount) => Money.Of(amount, "EUR");
}
