using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>One line of what a shipment or a fulfilment request is about.</summary>
/// <param name="Pointer">Where it stands in the document.</param>
/// <param name="OrderLineId">The order line it names; null when it names none.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Instances">Lots.</param>
internal sealed record ShipmentRequest(string Pointer, string? OrderLineId, string? Sku, Quantity Quantity, ValueList<ItemInstance> Instances)
{
    public static IReadOnlyList<ShipmentRequest> Of(Shipment shipment) =>
    [
        .. shipment.Lines.Select((line, index) => new ShipmentRequest($"/lines/{index}", line.Order?.LineId, line.Item?.SellerItemId, line.Quantity, line.Instances)),
    ];

    public static IReadOnlyList<ShipmentRequest> Of(FulfilmentRequest request) =>
    [
        .. request.Lines.Select((line, index) => new ShipmentRequest($"/lines/{index}", line.Order?.LineId, line.Item?.SellerItemId, line.Quantity, line.Instances)),
    ];

    /// <summary>The only order that a document is about.</summary>
    public static string OrderOf(Shipment shipment, Problem problem) => OrderOf(shipment.Orders, shipment.Lines.Select(line => line.Order), problem);

    /// <inheritdoc cref="OrderOf(Shipment, Problem)"/>
    public static string OrderOf(FulfilmentRequest request, Problem problem) => OrderOf(request.Orders, request.Lines.Select(line => line.Order), problem);

    /// <inheritdoc cref="OrderOf(Shipment, Problem)"/>
    public static string OrderOf(Invoice invoice, Problem problem) => OrderOf(invoice.Orders, invoice.Lines.Select(line => line.Order), problem);

    private static string OrderOf(ValueList<DocumentReference> orders, IEnumerable<DocumentReference?> lines, Problem problem)
    {
        var numbers = orders.Select(order => order.Id).Concat(lines.OfType<DocumentReference>().Select(order => order.Id)).Distinct(StringComparer.Ordinal).ToList();
        return numbers is [var number]
            ? number
            : throw problem.Unmappable("/orders", $"The document names {(numbers.Count == 0 ? "no order" : "several orders")}; it is booked for one sale in Tryton. Name one, or send a document per order.");
    }
}
