namespace Crossdock.Connectors.Tryton;

/// <summary>A line of a sale as it is in Tryton.</summary>
internal sealed record TrytonSaleLine
{
    public static readonly string[] Fields =
        ["type", "sale", "product", "product.code", "product.type", "quantity", "unit", "unit_price", "amount", "note", "description", "taxes", "shipping_date", "moves_ignored", "sequence"];

    public required int Id { get; init; }

    public int Sale { get; init; }

    /// <summary>The order line it was made from; for a sale that people made, its own id.</summary>
    public required string LineId { get; init; }

    public int? Product { get; init; }

    public string? Sku { get; init; }

    /// <summary>True for goods, which are shipped.</summary>
    public bool IsStocked { get; init; }

    public decimal Quantity { get; init; }

    public int? Unit { get; init; }

    public decimal UnitPrice { get; init; }

    public decimal Amount { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<int> Taxes { get; init; }

    public DateOnly? ShippingDate { get; init; }

    /// <summary>Moves that were cancelled and will not be made again.</summary>
    public required IReadOnlyList<int> IgnoredMoves { get; init; }

    public static TrytonSaleLine? Of(TrytonRow row) => row.Text("type") != "line" ? null : new()
    {
        Id = row.Id,
        Sale = row.Reference("sale") ?? 0,
        LineId = Marks.LineOf(row.Text("note")) ?? row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Product = row.Reference("product"),
        Sku = row.Of("product")?.Text("code"),
        IsStocked = row.Of("product")?.Text("type") == "goods",
        Quantity = row.Float("quantity"),
        Unit = row.Reference("unit"),
        UnitPrice = row.DecimalOrNull("unit_price") ?? 0,
        Amount = row.DecimalOrNull("amount") ?? 0,
        Description = row.Text("description"),
        Taxes = row.Ids("taxes"),
        ShippingDate = row.Date("shipping_date"),
        IgnoredMoves = row.Ids("moves_ignored"),
    };
}
