using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Documents for an ERP, weighed to the last digit of its unit and priced to the hundredth of a cent.</summary>
internal static class ErpDocuments
{
    public const string Sku = "CABLE-1";
    public const decimal Quantity = 2.37m;
    public const decimal Price = 3.2468m;
    private const string Unit = "KGM";

    public static SubmitOrder Order(string number, decimal quantity = Quantity, string sku = Sku)
    {
        var order = Documents.Of(number, ("1", sku, quantity, Price));
        return new SubmitOrder(order with { Lines = [order.Lines[0] with { Quantity = Canonical.Quantity.Of(quantity, Unit) }] });
    }

    public static RequestFulfilment Request(string number, string order, decimal quantity = Quantity, string sku = Sku)
    {
        var request = Documents.Request(number, order, (Line(sku), sku, quantity)).Document;
        return new RequestFulfilment(request with { Lines = [request.Lines[0] with { Quantity = Canonical.Quantity.Of(quantity, Unit) }] });
    }

    public static ReportShipment Shipment(string number, string order, decimal quantity = Quantity, string sku = Sku)
    {
        var shipment = Documents.Shipment(number, order, (Line(sku), sku, quantity)).Document;
        return new ReportShipment(shipment with { Lines = [shipment.Lines[0] with { Quantity = Canonical.Quantity.Of(quantity, Unit) }] });
    }

    public static PostInvoice Invoice(string number, string order, decimal quantity = Quantity, string sku = Sku) =>
        new(Weighed(Documents.Invoice(number, order, null, (Line(sku), sku, quantity, Price)).Document, quantity));

    public static PostCreditNote Credit(string number, string order, decimal quantity = Quantity, string sku = Sku) =>
        new(Weighed(Documents.Credit(number, order, (Line(sku), sku, quantity, Price)).Document, quantity));

    public static EffectRequest<T> Request<T>(T command, EffectOperation operation, string number, int revision = 1)
        where T : class, IEffectCommand => new(new IdempotencyKey("acme", "erp", operation.Name, number, revision), command, 1, number);

    /// <summary>A line is found by its id or its SKU; another SKU is on no line.</summary>
    private static string Line(string sku) => sku == Sku ? "1" : "9";

    private static Invoice Weighed(Invoice invoice, decimal quantity) =>
        invoice with { Lines = [invoice.Lines[0] with { Quantity = Canonical.Quantity.Of(quantity, Unit) }] };
}
