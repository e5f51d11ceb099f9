namespace Crossdock.Connectors.Odoo;

/// <summary>A move of goods in a transfer.</summary>
internal sealed record OdooMove
{
    public const string Model = "stock.move";

    public static readonly string[] Fields = ["product_id", "product_uom_qty", "quantity", "product_uom", "state", "sale_line_id", "location_id", "location_dest_id"];

    public required int Id { get; init; }

    public required int Product { get; init; }

    /// <summary>Name of the product, which begins with its code.</summary>
    public string? ProductName { get; init; }

    /// <summary>What is asked for, in the move's unit.</summary>
    public required decimal Demand { get; init; }

    /// <summary>What is reserved, or done, in the move's unit.</summary>
    public required decimal Quantity { get; init; }

    public required int Unit { get; init; }

    public required string State { get; init; }

    public int? SaleLine { get; init; }

    public int From { get; init; }

    public int To { get; init; }

    public static OdooMove Of(OdooRow row) => new()
    {
        Id = row.Id,
        Product = row.Reference("product_id") ?? 0,
        ProductName = row.ReferenceName("product_id"),
        Demand = row.Decimal("product_uom_qty"),
        Quantity = row.Decimal("quantity"),
        Unit = row.Reference("product_uom") ?? 0,
        State = row.Required("state"),
        SaleLine = row.Reference("sale_line_id"),
        From = row.Reference("location_id") ?? 0,
        To = row.Reference("location_dest_id") ?? 0,
    };
}
