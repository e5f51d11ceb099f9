using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Order lines and document charges to lines of a sales order. Whatever cannot be mapped is refused, with its field.</summary>
internal sealed class OrderMapping(OdooOptions options, Problem problem, UnitMapping units)
{
    private readonly LinePrices _prices = Prices(options, problem);

    /// <summary>Prices as Odoo holds them and rounds amounts.</summary>
    public static LinePrices Prices(OdooOptions options, Problem problem) => new(
        problem, options.PriceDecimals, MidpointRounding.AwayFromZero, $"raise {problem.Option(nameof(OdooOptions.PriceDecimals))}, or correct the amount in the source");

    /// <summary>Item codes that a document is about, for one look-up.</summary>
    public IReadOnlyCollection<string> ItemCodes(Order order) =>
    [
        .. BookedOrder.Lines(order).Select(pair => CodeOf(pair.Line, pair.Index)).Concat(order.AllowanceCharges.Select(ChargeItem)).Distinct(StringComparer.Ordinal),
    ];

    public IReadOnlyList<SaleDraftLine> Lines(Order order, MasterData.Snapshot master, IReadOnlyDictionary<string, OdooProduct> products) =>
    [
        .. BookedOrder.Lines(order).Select(pair => Line(order, pair.Line, pair.Index, master, products)),
        .. order.AllowanceCharges.Select((charge, index) => Charge(order, charge, index, master, products)),
    ];

    /// <summary>The one warehouse that an order ships from: Odoo knows one per sales order.</summary>
    public OdooWarehouse Warehouse(Order order, MasterData.Snapshot master)
    {
        var named = BookedOrder.Lines(order).Where(pair => pair.Line.Location is not null).Select(pair => (Code: pair.Line.Location!.Code, pair.Index)).ToList();
        if (named.Select(pair => pair.Code).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            throw problem.Unmappable(
                $"/lines/{named.First(pair => pair.Code != named[0].Code).Index}/location/code",
                $"The lines ship from '{named[0].Code}' and from others; a sales order in Odoo ships from one warehouse. Split the order by warehouse before it is submitted.");
        }

        var (ours, pointer) = named.Count > 0 ? (named[0].Code, $"/lines/{named[0].Index}/location/code") : (null, "/lines");
        var code = ours is null ? options.DefaultWarehouse : options.Warehouses.TryGetValue(ours, out var theirs) ? theirs : ours;
        if (code is null)
        {
            return master.Warehouses is [var only]
                ? only
                : throw problem.Unmappable(pointer, $"No warehouse is named and Odoo has {master.Warehouses.Count}; name one, or set {problem.Option(nameof(OdooOptions.DefaultWarehouse))}.");
        }

        return master.Warehouses.FirstOrDefault(warehouse => warehouse.Code == code)
            ?? throw problem.Unmappable(pointer, $"Odoo has no warehouse with the short name '{code}'; create it there, or map '{ours ?? code}' in {problem.Option(nameof(OdooOptions.Warehouses))}.");
    }

    private SaleDraftLine Line(Order order, OrderLine line, int index, MasterData.Snapshot master, IReadOnlyDictionary<string, OdooProduct> products)
    {
        var product = Product(CodeOf(line, index), $"/lines/{index}/item/sellerItemId", products);
        if (line.Quantity.Value < 0)
        {
            throw problem.Unmappable($"/lines/{index}/quantity/value", "A sales order takes no negative quantities from here; send a return or a credit note.");
        }

        return new SaleDraftLine(
            line.Id, product, line.Quantity.Value, Unit(line.Quantity, product, master, $"/lines/{index}/quantity"), _prices.Of(order, line, $"/lines/{index}"), line.Description ?? line.Item?.Name);
    }

    private SaleDraftLine Charge(Order order, AllowanceCharge charge, int index, MasterData.Snapshot master, IReadOnlyDictionary<string, OdooProduct> products)
    {
        var product = Product(ChargeItem(charge, index), $"/allowanceCharges/{index}/type", products);
        var unit = master.Units.GetValueOrDefault(product.Unit)
            ?? throw problem.Unmappable($"/allowanceCharges/{index}/type", $"'{product.Code}' has no unit in Odoo; give it one there.");
        var net = _prices.Net(charge, $"/allowanceCharges/{index}", order.Currency);
        return new SaleDraftLine($"{charge.Type?.Value ?? "charge"} {index + 1}", product, 1, unit, charge.IsCharge ? net : -net, charge.Reason);
    }

    /// <summary>Odoo's unit for a quantity of a product; one of another kind, or a quantity with too many decimals, is refused.</summary>
    private OdooUnit Unit(Quantity quantity, OdooProduct product, MasterData.Snapshot master, string pointer)
    {
        var root = master.Units.GetValueOrDefault(product.Unit)?.Root;
        var name = units.NameOf(quantity.Unit) ?? throw problem.Unmappable($"{pointer}/unit", $"No unit of Odoo is known for '{quantity.Unit}'; map it in {problem.Option(nameof(OdooOptions.Units))}.");
        var unit = master.Units.Values.FirstOrDefault(one => one.Name == name && one.Root == root)
            ?? throw problem.Unmappable($"{pointer}/unit", $"'{product.Code}' is not counted in '{name}' ('{quantity.Unit}') in Odoo; correct the unit in the source, or the product's unit in Odoo.");
        return decimal.Round(quantity.Value, master.QuantityDigits) == quantity.Value
            ? unit
            : throw problem.Unmappable(
                $"{pointer}/value", FormattableString.Invariant($"{quantity.Value} has more decimals than the {master.QuantityDigits} of quantities in Odoo; correct the quantity, or the decimal accuracy 'Product Unit' in Odoo."));
    }

    private OdooProduct Product(string code, string pointer, IReadOnlyDictionary<string, OdooProduct> products) => products.GetValueOrDefault(code)
        ?? throw problem.Unmappable(pointer, $"Odoo has no product, or several, with the internal reference '{code}'; create it there, or correct the SKU in the source.");

    private string CodeOf(OrderLine line, int index) => line.Item?.SellerItemId
        ?? (line.Type == OrderLineType.Charge && options.ChargeItems.TryGetValue("charge", out var item) ? item : null)
        ?? throw problem.Unmappable(
            $"/lines/{index}/item/sellerItemId", $"The line has no SKU, by which Odoo's products are found; map one in the source{(line.Type == OrderLineType.Charge ? $", or set {problem.Option(nameof(OdooOptions.ChargeItems))}:charge" : "")}.");

    private string ChargeItem(AllowanceCharge charge, int index)
    {
        var kind = charge.Type?.Value ?? (charge.IsCharge ? "charge" : "discount");
        return options.ChargeItems.TryGetValue(kind, out var code)
            ? code
            : throw problem.Unmappable(
                $"/allowanceCharges/{index}/type", $"No product is known for '{kind}'; create a service in Odoo and map it in {problem.Option(nameof(OdooOptions.ChargeItems))}.");
    }
}
