namespace Crossdock.Connectors.Tryton;

/// <summary>Finds the sale line that a line of a later document belongs to: by the order line it names, else by a SKU that only one line has.</summary>
internal sealed class SaleLineMatch(IReadOnlyList<TrytonSaleLine> lines, MasterData.Snapshot master, UnitMapping units, Problem problem)
{
    public TrytonSaleLine Find(string? orderLineId, string? sku, string pointer)
    {
        var named = orderLineId is null ? [] : lines.Where(line => line.LineId == orderLineId).Take(2).ToList();
        if (named.Count == 0)
        {
            named = [.. lines.Where(line => sku is not null && line.Sku == sku).Take(2)];
        }

        return named is [var only]
            ? only
            : throw problem.Unmappable($"{pointer}/order/lineId", $"The sale in Tryton has no such line, or no single line with the SKU '{sku}'; name the order line.");
    }

    /// <summary>The quantity in the sale line's unit.</summary>
    public decimal Quantity(TrytonSaleLine line, Canonical.Quantity quantity, string pointer)
    {
        var unit = master.Units.GetValueOrDefault(line.Unit ?? 0);
        if (unit is null || units.SymbolOf(quantity.Unit) != unit.Symbol)
        {
            throw problem.Unmappable($"{pointer}/quantity/unit", $"The quantity is in '{quantity.Unit}' and the sale line in '{unit?.Symbol}' in Tryton; convert it in the source.");
        }

        return decimal.Round(quantity.Value, unit.Digits) == quantity.Value && quantity.Value > 0
            ? quantity.Value
            : throw problem.Unmappable(
                $"{pointer}/quantity/value", FormattableString.Invariant($"{quantity.Value} is not above zero with at most the {unit.Digits} decimals of unit '{unit.Symbol}' in Tryton; correct the quantity."));
    }

    /// <summary>Quantities by sale line.</summary>
    public IReadOnlyDictionary<int, decimal> Wanted(IReadOnlyList<ShipmentRequest> requests)
    {
        var wanted = new Dictionary<int, decimal>();
        foreach (var request in requests.Where(request => request.Quantity.Value != 0))
        {
            var line = Find(request.OrderLineId, request.Sku, request.Pointer);
            wanted[line.Id] = wanted.GetValueOrDefault(line.Id) + Quantity(line, request.Quantity, request.Pointer);
        }

        return wanted.Count > 0 ? wanted : throw problem.Unmappable("/lines", "All quantities are zero; there is nothing to book.");
    }
}
