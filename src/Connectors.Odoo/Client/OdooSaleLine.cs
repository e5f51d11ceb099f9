namespace Crossdock.Connectors.Odoo;

/// <summary>A line of a sales order as it is in Odoo.</summary>
internal sealed record OdooSaleLine
{
    public static readonly string[] Fields = ["product_id", "product_uom_qty", "product_uom_id", "qty_delivered", "price_unit", "discount", "price_subtotal", "name", "tax_ids", "sequence", "display_type"];

    public required int Id { get; init; }

    /// <summary>The order line it was made from; for one that people added, its own id.</summary>
    public required string LineId { get; init; }

    public int? Product { get; init; }

    public string? Sku { get; init; }

    /// <summary>True for goods, which are shipped.</summary>
    public bool IsGoods { get; init; }

    public decimal Quantity { get; init; }

    public decimal Delivered { get; init; }

    public int? Unit { get; init; }

    public decimal UnitPrice { get; init; }

    /// <summary>Percent.</summary>
    public decimal Discount { get; init; }

    public decimal Amount { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<int> Taxes { get; init; }
}
