namespace Crossdock.Connectors.Odoo;

/// <summary>A line of an invoice or credit note of a sales order in Odoo.</summary>
internal sealed record OdooInvoiceLine
{
    public static readonly string[] Fields = ["move_id", "move_type", "parent_state", "quantity", "sale_line_ids"];

    public required int Id { get; init; }

    public required int Invoice { get; init; }

    public bool IsCredit { get; init; }

    public bool IsPosted { get; init; }

    public decimal Quantity { get; init; }

    public required IReadOnlyList<int> SaleLines { get; init; }

    /// <summary>Of a credit note: the invoice it takes back; of an invoice: itself.</summary>
    public int? Of { get; init; }

    /// <summary>Numbers that the invoice is known by, Odoo's and ours.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }
}
