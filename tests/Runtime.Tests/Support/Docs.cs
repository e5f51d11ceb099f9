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

    /// <summary>An invoice of 20.00 for an order, or for none.</summary>
    public static Invoice Invoice(string number, string? order) => new()
    {
        Number = number,
        TypeCode = InvoiceTypeCode.Code380,
        IssueDate = new DateOnly(2026, 3, 2),
        Currency = "EUR",
        Orders = References(DocumentReferenceType.Order, order),
        Lines = [new InvoiceLine { Id = "1", Description = "Goods", Quantity = Quantity.Of(2), LineExtensionAmount = Eur(20m) }],
        Totals = new MonetaryTotal { LineExtensionAmount = Eur(20m), TaxExclusiveAmount = Eur(20m), TaxInclusiveAmount = Eur(20m), PayableAmount = Eur(20m) },
    };

    public static Invoice CreditNote(string number, string? order, string invoice) => Invoice(number, order) with
    {
        TypeCode = InvoiceTypeCode.Code381,
        PrecedingInvoices = References(DocumentReferenceType.Invoice, invoice),
    };

    /// <summary>A credit note for a line of an order.</summary>
    public static Invoice CreditNote(string number, string order, string line, string invoice)
    {
        var note = CreditNote(number, order, invoice);
        return note with { Lines = [note.Lines[0] with { Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = order, LineId = line } }] };
    }

    public static Payment Payment(string number, string? order, decimal amount = 20m, PaymentStatus? status = null) => new()
    {
        Number = number,
        Type = PaymentType.Payment,
        Statuses = status is { } code ? [StatusFact.Of(code)] : [],
        Currency = "EUR",
        Amount = Eur(amount),
        Orders = References(DocumentReferenceType.Order, order),
    };

    public static Payment Refund(string number, string order, string payment, decimal amount = 20m, RefundStatus? status = null) => Payment(number, order, amount) with
    {
        Type = PaymentType.Refund,
        Statuses = status is { } code ? [StatusFact.Of(code)] : [],
        OriginalPayment = new DocumentReference { Type = DocumentReferenceType.Payment, Id = payment },
    };

    private static ValueList<DocumentReference> References(DocumentReferenceType type, string? id) => id is null ? [] : [new DocumentReference { Type = type, Id = id }];

    public static Money Eur(decimal amount) => Money.Of(amount, "EUR");
}
