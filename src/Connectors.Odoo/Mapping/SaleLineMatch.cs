using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds the line of a sales order that a line of a later document belongs to: by the order line it names, else by a SKU that only one line has.</summary>
internal sealed class SaleLineMatch(IReadOnlyList<OdooSaleLine> lines, MasterData.Snapshot master, UnitMapping units, Problem problem)
{
    public IReadOnlyList<OdooSaleLine> Lines => lines;

    public OdooSaleLine Find(string? orderLineId, string? sku, string pointer)
    {
        var named = orderLineId is null ? [] : lines.Where(line => line.LineId == orderLineId).Take(2).ToList();
        if (named.Count == 0)
        {
            named = [.. lines.Where(line => sku is not null && line.Sku == sku).Take(2)];
        }

        return named is [var only]
            ? only
            : throw problem.Unmappable($"{pointer}/order/lineId", $"The sales order in Odoo has no such line, or no single line with the SKU '{sku}'; name the order line.");
    }

    /// <summary>The quantity in the unit of the sales order's line.</summary>
    public decimal QuantityOf(OdooSaleLine line, Quantity quantity, string pointer)
    {
        var unit = master.Units.GetValueOrDefault(line.Unit ?? 0);
        if (unit is null || units.NameOf(quantity.Unit) != unit.Name)
        {
            throw problem.Unmappable($"{pointer}/quantity/unit", $"The quantity is in '{quantity.Unit}' and the sales order's line in '{unit?.Name}' in Odoo; convert it in the source.");
        }

        return decimal.Round(quantity.Value, master.QuantityDigits) == quantity.Value && quantity.Value > 0
            ? quantity.Value
            : throw problem.Unmappable(
                $"{pointer}/quantity/value", FormattableString.Invariant($"{quantity.Value} is not above zero with at most the {master.QuantityDigits} decimals that quantities have in Odoo; correct the quantity."));
    }

    /// <summary>What of a document is shipped: services are not, though some sources list them.</summary>
    public IReadOnlyList<ShipmentRequest> Goods(IEnumerable<ShipmentRequest> requests) =>
        [.. requests.Where(request => request.Quantity.Value != 0 && Find(request.OrderLineId, request.Sku, request.Pointer).IsGoods)];

    /// <summary>Quantities by line.</summary>
    public IReadOnlyDictionary<int, decimal> Wanted(IReadOnlyList<ShipmentRequest> requests)
    {
        var wanted = new Dictionary<int, decimal>();
        foreach (var request in requests)
        {
            var line = Find(request.OrderLineId, request.Sku, request.Pointer);
            wanted[line.Id] = wanted.GetValueOrDefault(line.Id) + QuantityOf(line, request.Quantity, request.Pointer);
        }

        return wanted.Count > 0 ? wanted : throw problem.Unmappable("/lines", "No line has goods with a quantity; there is nothing to book.");
    }
}
