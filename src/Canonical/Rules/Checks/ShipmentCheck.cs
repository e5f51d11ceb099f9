using Crossdock.Canonical.CheckDigits;

namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of a shipment.</summary>
internal sealed class ShipmentCheck(Shipment shipment, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, shipment.Currency);
    private readonly Dictionary<string, decimal> _packed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShipmentLine> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unitIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ssccs = new(StringComparer.Ordinal);
    private HashSet<string> _lineIds = [];

    public void Run()
    {
        Header();
        _lineIds = _check.UniqueIds(shipment.Lines, "lines", line => line.Id);
        var serials = new HashSet<(string Item, string Serial)>();
        for (var i = 0; i < shipment.Lines.Count; i++)
        {
            using var _ = report.At("lines", i);
            Line(shipment.Lines[i], serials);
            _lines.TryAdd(shipment.Lines[i].Id, shipment.Lines[i]);
        }

        Units(shipment.HandlingUnits);
        Contents();
        for (var i = 0; i < shipment.Events.Count; i++)
        {
            using var _ = report.At("events", i);
            Event(shipment.Events[i]);
        }
    }

    private void Header()
    {
        _check.Key(shipment.Number, "number");
        _check.References(shipment.Orders, "orders");
        using (report.At("dates"))
        {
            _check.Window(shipment.Dates?.PlannedShip, "plannedShip");
            _check.Window(shipment.Dates?.EstimatedDelivery, "estimatedDelivery");
            _check.NotBefore(shipment.Dates?.Delivered, shipment.Dates?.Shipped, "delivered", "The shipment arrived before it left.");
        }

        _check.Statuses(shipment.Statuses);
        _check.Parties(shipment.Parties);
        _check.Location(shipment.Location, "location");
        _check.DeliveryTerms(shipment.DeliveryTerms, "deliveryTerms");
        _check.ForeignAmount(shipment.FreightCost, "freightCost");
        using (report.At("customs"))
            _check.ForeignAmount(shipment.Customs?.TotalValue, "totalValue");
        _check.Measure(shipment.Volume, "volume");
        Weights(shipment.GrossWeight, shipment.NetWeight);
    }

    private void Line(ShipmentLine line, HashSet<(string Item, string Serial)> serials)
    {
        _check.Item(line.Item, "item");
        _check.Item(line.SubstitutedItem, "substitutedItem");
        _check.Quantity(line.Quantity, "quantity");
        _check.Quantity(line.OrderedQuantity, "orderedQuantity");
        _check.Quantity(line.OutstandingQuantity, "outstandingQuantity");
        _check.Measure(line.NetWeight, "netWeight");
        _check.Customs(line.Customs, "customs");
        _check.Instances(line.Instances);
        _check.Listed(line.Order, shipment.Orders, "order");
        _check.Listed(line.FulfilmentRequest, shipment.FulfilmentRequests, "fulfilmentRequest");
        var item = line.Item?.SellerItemId ?? line.Item?.Gtin ?? line.Id;
        for (var i = 0; i < line.Instances.Count; i++)
        {
            if (line.Instances[i].SerialNumber is { } serial && !serials.Add((item, serial)))
            {
                using var _ = report.At("instances", i);
                report.Error(RuleIds.RepeatedSerial, "serialNumber", "The serial number is shipped twice.", serial, "a serial number of its own");
            }
        }
    }

    private void Units(ValueList<HandlingUnit> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            using var _ = report.At("handlingUnits", i);
            Unit(units[i]);
            Units(units[i].HandlingUnits);
        }
    }

    private void Unit(HandlingUnit unit)
    {
        _check.Unique(unit.Id, _unitIds);
        if (unit.Sscc is { } sscc)
        {
            if (!Gs1CheckDigit.IsSscc(sscc))
                report.Error(RuleIds.SsccCheckDigit, "sscc", "The check digit of the SSCC is wrong.", sscc, DocumentCheck.CorrectDigits(sscc, 18));
            if (!_ssccs.Add(sscc))
                report.Error(RuleIds.RepeatedSscc, "sscc", "The SSCC names two handling units.", sscc, "an SSCC of its own");
        }

        _check.PackageType(unit.PackageType, "packageType");
        _check.Dimensions(unit.Dimensions, "dimensions");
        _check.Measure(unit.Volume, "volume");
        _check.ForeignAmount(unit.DeclaredValue, "declaredValue");
        _check.Statuses(unit.Statuses);
        Weights(unit.GrossWeight, unit.NetWeight);
        for (var i = 0; i < unit.Contents.Count; i++)
        {
            using var _ = report.At("contents", i);
            Content(unit.Contents[i]);
        }
    }

    private void Content(HandlingUnitContent content)
    {
        _check.Quantity(content.Quantity, "quantity");
        _check.Instances(content.Instances);
        _check.Resolves(content.LineId, _lineIds, "lineId");
        if (_lines.TryGetValue(content.LineId, out var line) && line.Quantity.Unit == content.Quantity.Unit)
            _packed[content.LineId] = _packed.GetValueOrDefault(content.LineId) + content.Quantity.Value;
    }

    private void Contents()
    {
        for (var i = 0; i < shipment.Lines.Count; i++)
        {
            var line = shipment.Lines[i];
            if (!_packed.TryGetValue(line.Id, out var packed) || packed == line.Quantity.Value)
                continue;
            using var _ = report.At("lines", i);
            if (packed > line.Quantity.Value)
                report.Error(RuleIds.ContentsExceedLine, "quantity", "More is packed than the line ships.", line.Quantity.ToString(), "at least " + DocumentCheck.Text(packed));
            else
                report.Warning(RuleIds.ContentsIncomplete, "quantity", "Less is packed than the line ships.", line.Quantity.ToString(), DocumentCheck.Text(packed));
        }
    }

    private void Event(ShipmentEvent reported)
    {
        _check.Address(reported.Location, "location");
        _check.Resolves(reported.HandlingUnitId, _unitIds, "handlingUnitId");
    }

    private void Weights(Measure? gross, Measure? net)
    {
        _check.Measure(gross, "grossWeight");
        _check.Measure(net, "netWeight");
        if (gross is { } g && net is { } n && g.Unit == n.Unit && n.Value > g.Value)
            report.Warning(RuleIds.NetAboveGross, "netWeight", "The net weight is above the gross weight.", DocumentCheck.Text(n.Value), $"at most {DocumentCheck.Text(g.Value)}");
    }
}
