using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>
/// The documents that the captures were recorded with. Both the recording on a live server (tests/RealSystems) and its replay use them, so
/// that every call of the replay is the one that was recorded.
/// </summary>
internal static class Recorded
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 27, 14, 0, 0, TimeSpan.Zero);

    public static SubmitOrder Order { get; } = new(new Order
    {
        Number = "REC-1",
        Currency = "EUR",
        Dates = new OrderDates { Placed = Now },
        Parties = [new Party { Role = PartyRole.ShipTo, Address = new Address { Lines = ["7 Side St"], City = "Hamburg", PostalCode = "20095", ContactName = "Jo Doe" } }],
        Lines = [Line("1", "SKU-1001", 5, 10.125m, 50.62m), Line("2", "BOOK-1", 2, 14.95m, 29.90m), Line("3", "CABLE-1", 0.25m, 3.20m, 0.80m, "KGM")],
        AllowanceCharges = [new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Amount = Money.Of(5.00m, "EUR") }],
        Totals = Totals(86.32m, 13.37m),
    });

    public static ReportShipment Shipment { get; } = new(new Shipment
    {
        Number = "REC-SHP-1",
        Orders = [new DocumentReference { Id = "REC-1" }],
        Dates = new ShipmentDates { Shipped = Now },
        Lines =
        [
            new ShipmentLine { Id = "1", Order = new DocumentReference { Id = "REC-1", LineId = "1" }, Item = new ItemReference { SellerItemId = "SKU-1001" }, Quantity = Quantity.Of(3) },
            new ShipmentLine { Id = "2", Order = new DocumentReference { Id = "REC-1", LineId = "2" }, Item = new ItemReference { SellerItemId = "BOOK-1" }, Quantity = Quantity.Of(2) },
        ],
    });

    public static PostInvoice Invoice { get; } = new(Bill(
        "REC-INV-1", InvoiceTypeCode.Code380, "REC-SHP-1", Totals(60.28m, 8.17m), BillLine("1", "SKU-1001", 3, 30.38m), BillLine("2", "BOOK-1", 2, 29.90m)));

    public static PostCreditNote Credit { get; } = new(Bill("REC-CN-1", InvoiceTypeCode.Code381, null, Totals(14.95m, 1.05m), BillLine("2", "BOOK-1", 1, 14.95m)));

    private static OrderLine Line(string id, string sku, decimal quantity, decimal price, decimal amount, string unit = "C62") => new()
    {
        Id = id,
        Type = OrderLineType.Item,
        Item = new ItemReference { SellerItemId = sku },
        Quantity = Quantity.Of(quantity, unit),
        Price = new Price { Amount = Money.Of(price, "EUR") },
        LineExtensionAmount = Money.Of(amount, "EUR"),
    };

    private static Invoice Bill(string number, InvoiceTypeCode type, string? despatch, MonetaryTotal totals, params InvoiceLine[] lines) => new()
    {
        Number = number,
        TypeCode = type,
        IssueDate = DateOnly.FromDateTime(Now.UtcDateTime),
        Currency = "EUR",
        Orders = [new DocumentReference { Id = "REC-1" }],
        Despatches = despatch is null ? [] : [new DocumentReference { Id = despatch }],
        Lines = [.. lines],
        Totals = totals,
    };

    private static InvoiceLine BillLine(string id, string sku, decimal quantity, decimal amount) => new()
    {
        Id = id,
        Order = new DocumentReference { Id = "REC-1", LineId = id },
        Item = new ItemReference { SellerItemId = sku },
        Quantity = Quantity.Of(quantity),
        LineExtensionAmount = Money.Of(amount, "EUR"),
    };

    private static MonetaryTotal Totals(decimal net, decimal tax) => new()
    {
        TaxExclusiveAmount = Money.Of(net, "EUR"),
        TaxAmount = Money.Of(tax, "EUR"),
        TaxInclusiveAmount = Money.Of(net + tax, "EUR"),
        PayableAmount = Money.Of(net + tax, "EUR"),
    };
}
