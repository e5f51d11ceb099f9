using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Order lines and document charges to lines of a sale. Whatever cannot be mapped is refused, with its field.</summary>
internal sealed class OrderMapping(TrytonOptions options, Problem problem, UnitMapping units)
{
    private readonly LinePrices _prices = Prices(options, problem);

    /// <summary>Prices as Tryton holds them and rounds amounts.</summary>
    public static LinePrices Prices(TrytonOptions options, Problem problem) => new(
        problem, options.PriceDecimals, MidpointRounding.ToEven, $"raise price_decimal in Tryton and {problem.Option(nameof(TrytonOptions.PriceDecimals))}");

    /// <summary>Item codes that a document is about, for one look-up.</summary>
    public IReadOnlyCollection<string> ItemCodes(Order order) =>
    [
        .. BookedOrder.Lines(order).Select(pair => CodeOf(pair.Line, pair.Index)).Concat(order.AllowanceCharges.Select(ChargeItem)).Distinct(StringComparer.Ordinal),
    ];

    public IReadOnlyList<SaleDraftLine> Lines(Order order, MasterData.Snapshot master, IReadOnlyDictionary<string, TrytonProduct> products) =>
    [
        .. BookedOrder.Lines(order).Select(pair => Line(order, pair.Line, pair.Index, master, products)),
        .. order.AllowanceCharges.Select((charge, index) => Charge(order, charge, index, master, products)),
    ];

    /// <summary>The one warehouse that an order ships from: Tryton knows one per sale.</summary>
    public TrytonWarehouse Warehouse(Order order, MasterData.Snapshot master)
    {
        var named = BookedOrder.Lines(order).Where(pair => pair.Line.Location is not null).Select(pair => (Code: pair.Line.Location!.Code, pair.Index)).ToList();
        if (named.Select(pair => pair.Code).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            throw problem.Unmappable(
                $"/lines/{named.First(pair => pair.Code != named[0].Code).Index}/location/code",
                $"The lines ship from '{named[0].Code}' and from others; a sale in Tryton ships from one warehouse. Split the order by warehouse before it is submitted.");
        }

        return Find(named.Count > 0 ? named[0].Code : null, named.Count > 0 ? $"/lines/{named[0].Index}/location/code" : "/lines", master);
    }

    /// <summary>The warehouse of one of our codes, or the default.</summary>
    public TrytonWarehouse Find(string? ours, string pointer, MasterData.Snapshot master)
    {
        var code = ours is null ? options.DefaultWarehouse : options.Warehouses.TryGetValue(ours, out var theirs) ? theirs : ours;
        if (code is null)
        {
            return master.Warehouses is [var only]
                ? only
                : throw problem.Unmappable(pointer, $"No warehouse is named and Tryton has {master.Warehouses.Count}; name one, or set {problem.Option(nameof(TrytonOptions.DefaultWarehouse))}.");
        }

        return master.Warehouses.FirstOrDefault(warehouse => warehouse.Code == code)
            ?? throw problem.Unmappable(pointer, $"Tryton has no warehouse with the code '{code}'; create it there, or map '{ours ?? code}' in {problem.Option(nameof(TrytonOptions.Warehouses))}.");
    }

    /// <summary>Tryton's unit for a quantity of a product; one of another kind, or with fewer decimals than the quantity, is refused.</summary>
    public TrytonUnit Unit(Quantity quantity, TrytonProduct product, MasterData.Snapshot master, string pointer)
    {
        var category = master.Units.GetValueOrDefault(product.DefaultUnit)?.Category;
        var symbol = units.SymbolOf(quantity.Unit)
            ?? throw problem.Unmappable($"{pointer}/unit", $"No unit of Tryton is known for '{quantity.Unit}'; map it in {problem.Option(nameof(TrytonOptions.Units))}.");
        var unit = master.Units.Values.FirstOrDefault(one => one.Symbol == symbol && one.Category == category)
            ?? throw problem.Unmappable(
                $"{pointer}/unit", $"'{product.Code}' is not counted in '{symbol}' ('{quantity.Unit}') in Tryton; correct the unit in the source, or the product's unit in Tryton.");
        return decimal.Round(quantity.Value, unit.Digits) == quantity.Value
            ? unit
            : throw problem.Unmappable(
                $"{pointer}/value", FormattableString.Invariant($"{quantity.Value} has more decimals than the {unit.Digits} of unit '{symbol}' in Tryton; correct the quantity, or the unit's digits in Tryton."));
    }

    private SaleDraftLine Line(Order order, OrderLine line, int index, MasterData.Snapshot master, IReadOnlyDictionary<string, TrytonProduct> products)
    {
        var code = CodeOf(line, index);
        var product = Product(code, $"/lines/{index}/item/sellerItemId", products);
        var unit = Unit(line.Quantity, product, master, $"/lines/{index}/quantity");
        if (line.Quantity.Value < 0)
        {
            throw problem.Unmappable($"/lines/{index}/quantity/value", "A sale takes no negative quantities from here; send a return or a credit note.");
        }

        return new SaleDraftLine(line.Id, product, line.Quantity.Value, unit, _prices.Of(order, line, $"/lines/{index}"), line.Description ?? line.Item?.Name)
        {
            ShipOn = (line.RequestedShip ?? order.Dates.RequestedShip)?.From is { } from ? DateOnly.FromDateTime(from.UtcDateTime) : null,
        };
    }

    private SaleDraftLine Charge(Order order, AllowanceCharge charge, int index, MasterData.Snapshot master, IReadOnlyDictionary<string, TrytonProduct> products)
    {
        var product = Product(ChargeItem(charge, index), $"/allowanceCharges/{index}/type", products);
        var unit = master.Units.GetValueOrDefault(product.SaleUnit ?? product.DefaultUnit)
            ?? throw problem.Unmappable($"/allowanceCharges/{index}/type", $"'{product.Code}' has no unit in Tryton; give it one there.");
        var net = _prices.Net(charge, $"/allowanceCharges/{index}", order.Currency);
        return new SaleDraftLine($"{charge.Type?.Value ?? "charge"} {index + 1}", product, 1, unit, charge.IsCharge ? net : -net, charge.Reason);
    }

    private TrytonProduct Product(string code, string pointer, IReadOnlyDictionary<string, TrytonProduct> products) => products.GetValueOrDefault(code)
        ?? throw problem.Unmappable(pointer, $"Tryton has no product, or several, with the code '{code}'; create it there, or correct the SKU in the source.");

    private string CodeOf(OrderLine line, int index) => line.Item?.SellerItemId
        ?? (line.Type == OrderLineType.Charge ? options.ChargeItems.TryGetValue("charge", out var item) ? item : null : null)
        ?? throw problem.Unmappable(
            $"/lines/{index}/item/sellerItemId", $"The line has no SKU, by which Tryton's products are found; map one in the source{(line.Type == OrderLineType.Charge ? $", or set {problem.Option(nameof(TrytonOptions.ChargeItems))}:charge" : "")}.");

    private string ChargeItem(AllowanceCharge charge, int index) => options.ChargeItems.TryGetValue(charge.Type?.Value ?? (charge.IsCharge ? "charge" : "discount"), out var code)
        ? code
        : throw problem.Unmappable(
            $"/allowanceCharges/{index}/type",
            $"No product is known for '{charge.Type?.Value ?? (charge.IsCharge ? "charge" : "discount")}'; create a service in Tryton and map it in {problem.Option(nameof(TrytonOptions.ChargeItems))}.");
}
