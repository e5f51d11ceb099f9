namespace Crossdock.Canonical.Rules.Checks;

/// <summary>What follow-up documents say about an order's lines, compared with the order.</summary>
internal sealed class OrderComparison(Order order, RuleReport report)
{
    private readonly Dictionary<string, OrderLine> _lines = OrderLines.ById(order);
    private readonly Dictionary<string, decimal> _counted = new(StringComparer.Ordinal);

    public void Shipment(Shipment shipment)
    {
        for (var i = 0; i < shipment.Lines.Count; i++)
        {
            var line = shipment.Lines[i];
            using var _ = report.At("lines", i);
            if (Find(line.Order, RuleIds.ShippedLineUnknown) is { } ordered)
                NotAboveOrdered(ordered, line.Quantity, RuleIds.ShippedMoreThanOrdered, "More is shipped than is ordered.");
        }
    }

    public void Invoice(Invoice invoice)
    {
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            var line = invoice.Lines[i];
            using var _ = report.At("lines", i);
            if (Find(line.Order, RuleIds.InvoicedLineUnknown) is { } ordered)
                NotAboveOrdered(ordered, line.Quantity, RuleIds.InvoicedMoreThanOrdered, "More is invoiced than is ordered.");
        }
    }

    public void Acknowledgement(OrderAcknowledgement acknowledgement)
    {
        for (var i = 0; i < acknowledgement.Lines.Count; i++)
        {
            if (acknowledgement.Lines[i].OrderLineId is not { } lineId || _lines.ContainsKey(lineId))
                continue;
            using var _ = report.At("lines", i);
            Unknown(RuleIds.AcknowledgedLineUnknown, "orderLineId", lineId);
        }
    }

    /// <summary>The order line a reference means; null when it is about another order, or about no line.</summary>
    private OrderLine? Find(DocumentReference? reference, string ruleId)
    {
        if (reference?.LineId is not { } lineId || reference.Id != order.Number)
            return null;
        if (_lines.TryGetValue(lineId, out var line))
            return line;
        Unknown(ruleId, "order/lineId", lineId);
        return null;
    }

    private void Unknown(string ruleId, string member, string lineId) =>
        report.Error(ruleId, member, $"The line is not in order {order.Number}.", lineId, "the id of an order line");

    private void NotAboveOrdered(OrderLine ordered, Quantity quantity, string ruleId, string message)
    {
        if (ordered.Quantity.Unit != quantity.Unit)
            return;
        var total = _counted.GetValueOrDefault(ordered.Id) + quantity.Value;
        _counted[ordered.Id] = total;
        if (total > ordered.Quantity.Value)
            report.Warning(ruleId, "quantity/value", message, DocumentCheck.Text(total), $"at most {ordered.Quantity}");
    }
}
