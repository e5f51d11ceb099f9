using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>One line of what a shipment or a fulfilment request is about.</summary>
/// <param name="Pointer">Where it stands in the document.</param>
/// <param name="OrderLineId">The order line it names; null when it names none.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Instances">Lots.</param>
public sealed record ShipmentRequest(string Pointer, string? OrderLineId, string? Sku, Quantity Quantity, ValueList<ItemInstance> Instances)
{
    /// <summary>The lines of a shipment.</summary>
    /// <param name="shipment">The shipment.</param>
    public static IReadOnlyList<ShipmentRequest> Of(Shipment shipment)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        return
        [
            .. shipment.Lines.Select((line, index) => new ShipmentRequest($"/lines/{index}", line.Order?.LineId, line.Item?.SellerItemId, line.Quantity, line.Instances)),
        ];
    }

    /// <summary>The lines of a fulfilment request.</summary>
    /// <param name="request">The request.</param>
    public static IReadOnlyList<ShipmentRequest> Of(FulfilmentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. request.Lines.Select((line, index) => new ShipmentRequest($"/lines/{index}", line.Order?.LineId, line.Item?.SellerItemId, line.Quantity, line.Instances)),
        ];
    }

    /// <summary>The only order that a document is about.</summary>
    /// <param name="shipment">The document.</param>
    /// <param name="problem">Names the connection.</param>
    /// <exception cref="ConnectorException">It names none, or several.</exception>
    public static string OrderOf(Shipment shipment, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        return OrderOf(shipment.Orders, shipment.Lines.Select(line => line.Order), problem);
    }

    /// <inheritdoc cref="OrderOf(Shipment, Problem)"/>
    public static string OrderOf(FulfilmentRequest request, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OrderOf(request.Orders, request.Lines.Select(line => line.Order), problem);
    }

    /// <inheritdoc cref="OrderOf(Shipment, Problem)"/>
    public static string OrderOf(Invoice invoice, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return OrderOf(invoice.Orders, invoice.Lines.Select(line => line.Order), problem);
    }

    private static string OrderOf(ValueList<DocumentReference> orders, IEnumerable<DocumentReference?> lines, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var numbers = orders.Select(order => order.Id).Concat(lines.OfType<DocumentReference>().Select(order => order.Id)).Distinct(StringComparer.Ordinal).ToList();
        return numbers is [var number]
            ? number
            : throw problem.Unmappable("/orders", $"The document names {(numbers.Count == 0 ? "no order" : "several orders")}; it is booked for one order there. Name one, or send a document per order.");
    }
}
