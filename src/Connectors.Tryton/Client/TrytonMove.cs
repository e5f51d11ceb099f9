namespace Crossdock.Connectors.Tryton;

/// <summary>A stock move of a shipment.</summary>
internal sealed record TrytonMove
{
    public static readonly string[] Fields = ["quantity", "uom", "state", "origin", "product", "product.code", "lot"];

    public required int Id { get; init; }

    public required decimal Quantity { get; init; }

    public int Unit { get; init; }

    public required string State { get; init; }

    /// <summary>The sale line it delivers; null for moves inside the warehouse.</summary>
    public int? SaleLine { get; init; }

    /// <summary>For a move inside the warehouse: the outgoing move it is for.</summary>
    public int? ForMove { get; init; }

    public string? Sku { get; init; }

    public int Product { get; init; }

    public int? Lot { get; init; }

    public static TrytonMove Of(TrytonRow row) => new()
    {
        Id = row.Id,
        Quantity = row.Float("quantity"),
        Unit = row.Reference("uom") ?? 0,
        State = row.Required("state"),
        SaleLine = row.ReferenceTo("origin", "sale.line"),
        ForMove = row.ReferenceTo("origin", "stock.move"),
        Sku = row.Of("product")?.Text("code"),
        Product = row.Reference("product") ?? 0,
        Lot = row.Reference("lot"),
    };
}
