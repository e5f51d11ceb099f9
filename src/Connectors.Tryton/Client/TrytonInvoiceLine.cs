namespace Crossdock.Connectors.Tryton;

/// <summary>A line of an invoice in Tryton.</summary>
internal sealed record TrytonInvoiceLine
{
    public static readonly string[] Fields = ["invoice", "invoice.state", "invoice.number", "invoice.reference", "type", "product", "quantity", "unit", "unit_price", "account", "taxes", "origin"];

    public required int Id { get; init; }

    public int? Invoice { get; init; }

    /// <summary>State of its invoice; null for a line that is on none yet.</summary>
    public string? InvoiceState { get; init; }

    public string? InvoiceNumber { get; init; }

    public string? InvoiceReference { get; init; }

    public int? Product { get; init; }

    public decimal Quantity { get; init; }

    public int? Unit { get; init; }

    public decimal UnitPrice { get; init; }

    public int? Account { get; init; }

    public required IReadOnlyList<int> Taxes { get; init; }

    public int? SaleLine { get; init; }

    /// <summary>For a line that credits: the invoice line it takes back.</summary>
    public int? CreditedLine { get; init; }

    public static TrytonInvoiceLine Of(TrytonRow row) => new()
    {
        Id = row.Id,
        Invoice = row.Reference("invoice"),
        InvoiceState = row.Of("invoice")?.Text("state"),
        InvoiceNumber = row.Of("invoice")?.Text("number"),
        InvoiceReference = row.Of("invoice")?.Text("reference"),
        Product = row.Reference("product"),
        Quantity = row.Float("quantity"),
        Unit = row.Reference("unit"),
        UnitPrice = row.DecimalOrNull("unit_price") ?? 0,
        Account = row.Reference("account"),
        Taxes = row.Ids("taxes"),
        SaleLine = row.ReferenceTo("origin", "sale.line"),
        CreditedLine = row.ReferenceTo("origin", TrytonInvoice.LineModel),
    };
}
