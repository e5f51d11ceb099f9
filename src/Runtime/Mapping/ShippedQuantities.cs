using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>What a shipment holds of each order line, in the unit of the order line.</summary>
internal static class ShippedQuantities
{
    /// <exception cref="ConnectorException"><see cref="ErrorKind.Validation"/> with the shipment line that cannot be matched.</exception>
    public static IReadOnlyDictionary<string, (decimal Quantity, List<ShipmentLine> Lines)> Of(Shipment shipment, Order order)
    {
        var shipped = new Dictionary<string, (decimal Quantity, List<ShipmentLine> Lines)>(StringComparer.Ordinal);
        for (var index = 0; index < shipment.Lines.Count; index++)
        {
            var line = shipment.Lines[index];
            var orderLine = Find(line, order)
                ?? throw Invalid($"/lines/{index}/order/lineId", $"No line of order {order.Number} matches this line; name the order line, or supply a mapping for PostInvoice.");
            var quantity = Convert(line.Quantity, orderLine.Quantity)
                ?? throw Invalid($"/lines/{index}/quantity/unit", $"The unit {line.Quantity.Unit} cannot be converted to {orderLine.Quantity.Unit} of the order; give base values.");
            shipped.TryGetValue(orderLine.Id, out var known);
            known.Lines ??= [];
            known.Lines.Add(line);
            shipped[orderLine.Id] = (known.Quantity + quantity, known.Lines);
        }

        return shipped;
    }

    public static ConnectorException Invalid(string pointer, string message) =>
        new(new ConnectorError { Kind = ErrorKind.Validation, Message = message, Pointer = pointer });

    private static OrderLine? Find(ShipmentLine line, Order order)
    {
        // Our fulfilment requests carry the ids of the order lines.
        if ((line.Order?.LineId ?? line.FulfilmentRequest?.LineId) is { } id)
        {
            return order.Lines.FirstOrDefault(candidate => candidate.Id == id);
        }

        var name = ItemNames.TryGet(line.SubstitutedItem ?? line.Item);
        var same = order.Lines.Where(candidate => name is not null && ItemNames.TryGet(candidate.Item) == name).Take(2).ToList();
        return same.Count == 1 ? same[0] : null;
    }

    private static decimal? Convert(Quantity shipped, Quantity ordered) =>
        shipped.Unit == ordered.Unit ? shipped.Value
        : shipped.BaseValue is { } shippedBase && ordered.BaseValue is { } orderedBase and not 0 ? shippedBase * ordered.Value / orderedBase
        : null;
}
