using Crossdock.Canonical;

namespace Crossdock.Faults.Simulation;

/// <summary>Small documents that satisfy schema and rules.</summary>
internal static class SimDocuments
{
    /// <summary>An order of one line; its requested delivery is its mark.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="mark">What of its content matters, as a number.</param>
    /// <param name="note">A tag that matters to no remote.</param>
    /// <param name="pieces">Quantity of its line.</param>
    /// <param name="price">Price of a piece, in the currency's major unit with one digit more than it has: shares of it have to be rounded.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="total">Its total, rounded to minor units; anything else breaks a rule.</param>
    public static Order Order(string number, int mark, string note, int pieces, decimal price, string currency, decimal total)
    {
        var amount = Money.Of(total, currency);
        return new Order
        {
            Number = number,
            Currency = currency,
            Dates = new OrderDates { Placed = SimClock.Start.AddHours(-1), RequestedDelivery = new TimeWindow { From = SimClock.Start.AddDays(mark) } },
            Tags = [note],
            Lines =
            [
                new OrderLine
                {
                    Id = "L1",
                    Type = OrderLineType.Item,
                    Item = new ItemReference { SellerItemId = "SKU-1" },
                    Quantity = Quantity.Of(pieces),
                    Price = new Price { Amount = Money.Of(price, currency) },
                    LineExtensionAmount = amount,
                },
            ],
            Totals = new MonetaryTotal { LineExtensionAmount = amount, TaxExclusiveAmount = amount, TaxInclusiveAmount = amount, PayableAmount = amount },
        };
    }

    public static Shipment Shipment(string number, string order, int pieces, string mark) => new()
    {
        Number = number,
        BillOfLading = mark,
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = order }],
        Dates = new ShipmentDates { Shipped = SimClock.Start },
        Lines =
        [
            new ShipmentLine
            {
                Id = "1",
                Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = order, LineId = "L1" },
                Quantity = Quantity.Of(pieces),
            },
        ],
    };

    public static Inventory Stock(string sku, int available, DateTimeOffset asOf) => new()
    {
        Kind = InventoryKind.Snapshot,
        AsOf = asOf,
        Positions =
        [
            new InventoryPosition
            {
                Item = new ItemReference { SellerItemId = sku },
                Location = new LocationReference { Code = "WH1" },
                Unit = "C62",
                Buckets = new InventoryBuckets { Available = available },
            },
        ],
    };
}
