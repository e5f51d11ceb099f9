using Crossdock.Canonical;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>Canonical documents of one small purchase: two mice and one sencha with a comment between them, and shipping.</summary>
internal static class Documents
{
    private const string Currency = "USD";

    public static Order Order(string number = "SO-1") => new()
    {
        Number = number,
        Currency = Currency,
        PurchaseOrderNumber = "PO-77",
        Dates = new OrderDates { Placed = new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero) },
        Parties = [ShipTo()],
        Lines =
        [
            Line("11", "834444", 2, 18.99m, 37.98m, 20, 7.60m),
            new OrderLine { Id = "12", Type = OrderLineType.Comment, Description = "gift", Quantity = Quantity.Of(0) },
            Line("13", "TEA-SEN-100", 3, 12.49m, 37.47m, 10, 3.75m),
        ],
        AllowanceCharges =
        [
            new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Reason = "Standard Shipping", Amount = Usd(5m), Taxes = [Tax(20, 5m, 1m)] },
        ],
        Taxes = [Tax(20, 42.98m, 8.60m), Tax(10, 37.47m, 3.75m)],
        Totals = Totals(75.45m, 5m, 12.35m),
    };

    public static FulfilmentRequest FulfilmentRequest(string number = "SO-1") => new()
    {
        Number = number,
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = number }],
        Parties = [ShipTo()],
        Lines = [FulfilmentLine("1", "11", "834444", 2), FulfilmentLine("2", "13", "TEA-SEN-100", 3)],
    };

    /// <summary>The invoice of a shipment that holds the whole order.</summary>
    public static Invoice Invoice(Order order, Shipment shipment)
    {
        var orderReference = new DocumentReference { Type = DocumentReferenceType.Order, Id = order.Number };
        var despatch = new DocumentReference { Type = DocumentReferenceType.Shipment, Id = shipment.Number };
        return new Invoice
        {
            Number = "DRAFT-" + shipment.Number,
            TypeCode = InvoiceTypeCode.Code380,
            IssueDate = new DateOnly(2026, 2, 2),
            Currency = order.Currency,
            Orders = [orderReference],
            Despatches = [despatch],
            Lines = order.Lines.Where(line => line.Type == OrderLineType.Item).Select(line => new InvoiceLine
            {
                Id = line.Id,
                Item = line.Item,
                Quantity = line.Quantity,
                LineExtensionAmount = line.LineExtensionAmount!.Value,
                Taxes = line.Taxes,
                TaxAmount = line.TaxAmount,
                Order = orderReference with { LineId = line.Id },
                Despatch = despatch,
            }).ToValueList(),
            AllowanceCharges = order.AllowanceCharges,
            Taxes = order.Taxes,
            Totals = order.Totals!,
        };
    }

    public static Money Usd(decimal amount) => Money.Of(amount, Currency);

    private static Party ShipTo() => new()
    {
        Role = PartyRole.ShipTo,
        Address = new Address { Lines = ["Hauptstraße 1", "2. OG"], ContactName = "Ada Löwe", CompanyName = "Löwe GmbH", City = "Berlin", PostalCode = "10115", CountryCode = "DE" },
    };

    private static OrderLine Line(string id, string sku, decimal quantity, decimal price, decimal net, decimal rate, decimal tax) => new()
    {
        Id = id,
        Type = OrderLineType.Item,
        Item = new ItemReference { SellerItemId = sku },
        Quantity = Quantity.Of(quantity),
        Price = new Price { Amount = Usd(price) },
        LineExtensionAmount = Usd(net),
        Taxes = [Tax(rate, net, tax)],
        TaxAmount = Usd(tax),
    };

    private static FulfilmentLine FulfilmentLine(string id, string orderLine, string sku, decimal quantity) => new()
    {
        Id = id,
        Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = "SO-1", LineId = orderLine },
        Item = new ItemReference { SellerItemId = sku },
        Quantity = Quantity.Of(quantity),
    };

    private static Tax Tax(decimal rate, decimal net, decimal amount) => new() { Category = TaxCategory.S, Rate = rate, TaxableAmount = Usd(net), Amount = Usd(amount) };

    private static MonetaryTotal Totals(decimal lines, decimal charges, decimal tax) => new()
    {
        LineExtensionAmount = Usd(lines),
        ChargeTotalAmount = Usd(charges),
        TaxExclusiveAmount = Usd(lines + charges),
        TaxAmount = Usd(tax),
        TaxInclusiveAmount = Usd(lines + charges + tax),
        PayableAmount = Usd(lines + charges + tax),
    };
}
