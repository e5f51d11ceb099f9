using Crossdock.Canonical;

namespace Crossdock.RealSystems.Tryton;

/// <summary>Documents as a shop and a warehouse would send them.</summary>
internal static class Documents
{
    /// <summary>An order; prices without tax at 20 %, whole to the cent.</summary>
    public static SubmitOrder Order(string number, params (string Id, string Sku, decimal Quantity, decimal Price)[] lines) => new(Of(number, lines));

    public static Order Of(string number, params (string Id, string Sku, decimal Quantity, decimal Price)[] lines)
    {
        var net = lines.Sum(line => decimal.Round(line.Quantity * line.Price, 2, MidpointRounding.ToEven));
        var tax = decimal.Round(net * 0.20m, 2, MidpointRounding.ToEven);
        return new Order
        {
            Number = number,
            Currency = "EUR",
            Dates = new OrderDates { Placed = TimeProvider.System.GetUtcNow() },
            Lines = [.. lines.Select(line => new OrderLine
            {
                Id = line.Id,
                Type = OrderLineType.Item,
                Item = new ItemReference { SellerItemId = line.Sku },
                Quantity = Quantity.Of(line.Quantity),
                Price = new Price { Amount = Money.Of(line.Price, "EUR") },
                LineExtensionAmount = Money.Of(decimal.Round(line.Quantity * line.Price, 2, MidpointRounding.ToEven), "EUR"),
            })],
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = Money.Of(net, "EUR"),
                TaxAmount = Money.Of(tax, "EUR"),
                TaxInclusiveAmount = Money.Of(net + tax, "EUR"),
                PayableAmount = Money.Of(net + tax, "EUR"),
            },
        };
    }

    public static RequestFulfilment Request(string number, string order, params (string LineId, string Sku, decimal Quantity)[] lines) => new(new FulfilmentRequest
    {
        Number = number,
        Orders = [new DocumentReference { Id = order }],
        Lines = [.. lines.Select((line, index) => new FulfilmentLine
        {
            Id = $"{index + 1}",
            Order = new DocumentReference { Id = order, LineId = line.LineId },
            Item = new ItemReference { SellerItemId = line.Sku },
            Quantity = Quantity.Of(line.Quantity),
        })],
    });

    public static ReportShipment Shipment(string number, string order, params (string LineId, string Sku, decimal Quantity)[] lines) => new(new Shipment
    {
        Number = number,
        Orders = [new DocumentReference { Id = order }],
        Dates = new ShipmentDates { Shipped = TimeProvider.System.GetUtcNow() },
        Lines = [.. lines.Select((line, index) => new ShipmentLine
        {
            Id = $"{index + 1}",
            Order = new DocumentReference { Id = order, LineId = line.LineId },
            Item = new ItemReference { SellerItemId = line.Sku },
            Quantity = Quantity.Of(line.Quantity),
        })],
    });

    public static PostInvoice Invoice(string number, string order, string? despatch, params (string LineId, string Sku, decimal Quantity, decimal Price)[] lines) =>
        new(Bill(number, order, despatch, InvoiceTypeCode.Code380, lines));

    public static PostCreditNote Credit(string number, string order, params (string LineId, string Sku, decimal Quantity, decimal Price)[] lines) =>
        new(Bill(number, order, null, InvoiceTypeCode.Code381, lines));

    public static RecordPayment Payment(string number, PaymentType type, decimal amount, string order, DateOnly? day = null) => new(new Payment
    {
        Number = number,
        Type = type,
        Currency = "EUR",
        Amount = Money.Of(amount, "EUR"),
        ValueDate = day,
        CreatedAt = TimeProvider.System.GetUtcNow(),
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = order }],
    });

    private static Invoice Bill(string number, string order, string? despatch, InvoiceTypeCode type, (string LineId, string Sku, decimal Quantity, decimal Price)[] lines)
    {
        var net = lines.Sum(line => decimal.Round(line.Quantity * line.Price, 2, MidpointRounding.ToEven));
        var tax = decimal.Round(net * 0.20m, 2, MidpointRounding.ToEven);
        return new Invoice
        {
            Number = number,
            TypeCode = type,
            IssueDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Currency = "EUR",
            Orders = [new DocumentReference { Id = order }],
            Despatches = despatch is null ? [] : [new DocumentReference { Id = despatch }],
            Lines = [.. lines.Select((line, index) => new InvoiceLine
            {
                Id = $"{index + 1}",
                Order = new DocumentReference { Id = order, LineId = line.LineId },
                Item = new ItemReference { SellerItemId = line.Sku },
                Quantity = Quantity.Of(line.Quantity),
                LineExtensionAmount = Money.Of(decimal.Round(line.Quantity * line.Price, 2, MidpointRounding.ToEven), "EUR"),
            })],
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = Money.Of(net, "EUR"),
                TaxAmount = Money.Of(tax, "EUR"),
                TaxInclusiveAmount = Money.Of(net + tax, "EUR"),
                PayableAmount = Money.Of(net + tax, "EUR"),
            },
        };
    }
}
