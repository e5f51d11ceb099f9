namespace Crossdock.Connectors.Tryton;

/// <summary>A sale as it is in Tryton.</summary>
internal sealed record TrytonSale
{
    public static readonly string[] Fields =
    [
        "number", "reference", "web_id", "state", "shipment_state", "invoice_state", "comment", "currency", "currency.code", "party", "invoice_method", "warehouse.code", "invoice_address", "payment_term",
        "untaxed_amount", "tax_amount", "total_amount", "shipments", "invoices", "lines", "_timestamp",
    ];

    public required int Id { get; init; }

    /// <summary>Given with the quotation; null before.</summary>
    public string? Number { get; init; }

    public required string State { get; init; }

    public string? OrderNumber { get; init; }

    public string? Comment { get; init; }

    public required string Currency { get; init; }

    public int CurrencyId { get; init; }

    public int Party { get; init; }

    public int? InvoiceAddress { get; init; }

    public int? PaymentTerm { get; init; }

    public string? InvoiceMethod { get; init; }

    public string? Warehouse { get; init; }

    public decimal Untaxed { get; init; }

    public decimal Tax { get; init; }

    public decimal Total { get; init; }

    public required IReadOnlyList<int> Shipments { get; init; }

    public required IReadOnlyList<int> Invoices { get; init; }

    public required IReadOnlyList<int> Lines { get; init; }

    public bool IsRunning => State is "processing" or "done";

    public string Name => Number is null ? $"with id {Id}" : Number;

    public static TrytonSale Of(TrytonRow row) => new()
    {
        Id = row.Id,
        Number = row.Text("number"),
        State = row.Required("state"),
        OrderNumber = Marks.OrderNumberOf(row.Text("web_id")) ?? row.Text("reference"),
        Comment = row.Text("comment"),
        Currency = row.Of("currency")?.Text("code") ?? "",
        CurrencyId = row.Reference("currency") ?? 0,
        Party = row.Reference("party") ?? 0,
        InvoiceAddress = row.Reference("invoice_address"),
        PaymentTerm = row.Reference("payment_term"),
        InvoiceMethod = row.Text("invoice_method"),
        Warehouse = row.Of("warehouse")?.Text("code"),
        Untaxed = row.Decimal("untaxed_amount"),
        Tax = row.Decimal("tax_amount"),
        Total = row.Decimal("total_amount"),
        Shipments = row.Ids("shipments"),
        Invoices = row.Ids("invoices"),
        Lines = row.Ids("lines"),
    };
}
