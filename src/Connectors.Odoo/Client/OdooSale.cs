namespace Crossdock.Connectors.Odoo;

/// <summary>A sales order as it is in Odoo.</summary>
internal sealed record OdooSale
{
    public const string Model = "sale.order";
    public const string LineModel = "sale.order.line";

    public static readonly string[] Fields =
    [
        "name", "state", "origin", "currency_id", "partner_invoice_id", "partner_shipping_id", "amount_untaxed", "amount_tax", "amount_total", "picking_ids", "order_line", "payment_term_id", "fiscal_position_id",
    ];

    public required int Id { get; init; }

    public required string Number { get; init; }

    public required string State { get; init; }

    public string? Origin { get; init; }

    public required string Currency { get; init; }

    public int CurrencyId { get; init; }

    /// <summary>Contact that invoices go to.</summary>
    public int InvoiceTo { get; init; }

    /// <summary>Contact that goods go to.</summary>
    public int ShipTo { get; init; }

    public int? PaymentTerm { get; init; }

    public int? FiscalPosition { get; init; }

    public decimal Untaxed { get; init; }

    public decimal Tax { get; init; }

    public decimal Total { get; init; }

    public required IReadOnlyList<int> Pickings { get; init; }

    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>True when it is confirmed.</summary>
    public bool IsRunning => State == "sale";

    public static OdooSale Of(OdooRow row) => new()
    {
        Id = row.Id,
        Number = row.Required("name"),
        State = row.Required("state"),
        Origin = row.Text("origin"),
        Currency = row.ReferenceName("currency_id") ?? "",
        CurrencyId = row.Reference("currency_id") ?? 0,
        InvoiceTo = row.Reference("partner_invoice_id") ?? 0,
        ShipTo = row.Reference("partner_shipping_id") ?? 0,
        PaymentTerm = row.Reference("payment_term_id"),
        FiscalPosition = row.Reference("fiscal_position_id"),
        Untaxed = row.Decimal("amount_untaxed"),
        Tax = row.Decimal("amount_tax"),
        Total = row.Decimal("amount_total"),
        Pickings = row.Ids("picking_ids"),
        Lines = row.Ids("order_line"),
    };
}
