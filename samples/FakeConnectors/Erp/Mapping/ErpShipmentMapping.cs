using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Canonical shipment to delivery note.</summary>
internal static class ErpShipmentMapping
{
    public static string OrderOf(Shipment shipment) => MappingProblem.SingleOrder(
        shipment.Orders.Count > 0 ? shipment.Orders.Select(order => order.Id) : shipment.Lines.Select(line => line.Order?.Id).OfType<string>(),
        "/orders");

    public static (ErpShipmentBody Body, ErpPointers Pointers) ToErp(Shipment shipment)
    {
        var (lines, origins) = (new List<ErpShipmentLine>(), new List<int>());
        for (var i = 0; i < shipment.Lines.Count; i++)
        {
            foreach (var line in ToLines(shipment.Lines[i], i))
            {
                lines.Add(line);
                origins.Add(i);
            }
        }

        var body = new ErpShipmentBody(
            shipment.Number,
            OrderOf(shipment),
            MappingProblem.Required(shipment.Dates?.Shipped, "/dates/shipped"),
            shipment.Carrier?.Name ?? shipment.Carrier?.Code,
            shipment.TrackingNumbers.Count > 0 ? shipment.TrackingNumbers[0].Number : null,
            lines);
        return (body, new ErpPointers(origins));
    }

    /// <summary>The ERP books one lot per line; a line over several lots becomes several.</summary>
    private static IEnumerable<ErpShipmentLine> ToLines(ShipmentLine line, int index)
    {
        var reference = line.Order?.LineId ?? line.Id;
        var sku = MappingProblem.RequiredSku(line.Item, $"/lines/{index}");
        return line.Instances.Count > 0 && line.Instances.All(instance => instance.Quantity is not null)
            ? line.Instances.Select(instance => new ErpShipmentLine(reference, sku, instance.Quantity!.Value.Value, instance.LotNumber))
            : [new ErpShipmentLine(reference, sku, line.Quantity.Value, null)];
    }
}
