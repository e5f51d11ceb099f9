namespace Crossdock.Connectors.Odoo;

/// <summary>A customer invoice or credit note as it is in Odoo. Both have positive amounts.</summary>
internal sealed record OdooInvoice
{
    public const string Model = "account.move";
    public const string LineModel = "account.move.line";

    public static readonly string[] Fields = ["name", "state", "move_type", "amount_untaxed", "amount_tax", "amount_total", "currency_id"];

    public required int Id { get; init; }

    /// <summary>Given when it is posted; null before.</summary>
    public string? Number { get; init; }

    public required string State { get; init; }

    public decimal Untaxed { get; init; }

    public decimal Tax { get; init; }

    public decimal Total { get; init; }

    public bool IsPosted => State == "posted";

    public string Name => Number ?? $"with id {Id}";

    public static OdooInvoice Of(OdooRow row) => new()
    {
        Id = row.Id,
        Number = row.Text("name") is { } name && name != "/" ? name : null,
        State = row.Required("state"),
        Untaxed = row.Decimal("amount_untaxed"),
        Tax = row.Decimal("amount_tax"),
        Total = row.Decimal("amount_total"),
    };
}
