namespace Crossdock.Connectors.Tryton;

/// <summary>A customer invoice or credit note as it is in Tryton. Credit notes are invoices with negative amounts.</summary>
internal sealed record TrytonInvoice
{
    public const string Model = "account.invoice";
    public const string LineModel = "account.invoice.line";

    public static readonly string[] Fields = ["number", "state", "reference", "type", "untaxed_amount", "tax_amount", "total_amount", "lines", "_timestamp"];

    public required int Id { get; init; }

    public string? Number { get; init; }

    public required string State { get; init; }

    public string? Reference { get; init; }

    public string? Timestamp { get; init; }

    public decimal Untaxed { get; init; }

    public decimal Tax { get; init; }

    public decimal Total { get; init; }

    public required IReadOnlyList<int> Lines { get; init; }

    public bool IsPosted => State is "posted" or "paid";

    public string Name => Number ?? $"with id {Id}";

    public static TrytonInvoice Of(TrytonRow row) => new()
    {
        Id = row.Id,
        Number = row.Text("number"),
        State = row.Required("state"),
        Reference = row.Text("reference"),
        Timestamp = row.Text("_timestamp"),
        Untaxed = row.Decimal("untaxed_amount"),
        Tax = row.Decimal("tax_amount"),
        Total = row.Decimal("total_amount"),
        Lines = row.Ids("lines"),
    };
}
