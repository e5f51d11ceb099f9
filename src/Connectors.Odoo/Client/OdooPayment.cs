namespace Crossdock.Connectors.Odoo;

/// <summary>A payment of or to a customer as it is in Odoo.</summary>
internal sealed record OdooPayment
{
    public const string Model = "account.payment";

    public static readonly string[] Fields = ["name", "state", "payment_type", "amount", "currency_id", "move_id", "outstanding_account_id"];

    public required int Id { get; init; }

    /// <summary>Given when it is posted.</summary>
    public string? Number { get; init; }

    public required string State { get; init; }

    public required string Currency { get; init; }

    /// <summary>What came in from the customer; below zero for what went back.</summary>
    public decimal Received { get; init; }

    /// <summary>True when Odoo knows the account that the money is booked on. A payment without one is a note that nothing in the books stands behind.</summary>
    public bool HasAccount { get; init; }

    /// <summary>True when its entry is in the books. Its own state does not say so: it can be <c>in_process</c> or <c>paid</c> without an entry.</summary>
    public bool IsBooked { get; init; }

    public string Name => Number ?? $"with id {Id}";

    /// <param name="row">The payment.</param>
    /// <param name="entryState">State of its entry; null when it has none.</param>
    public static OdooPayment Of(OdooRow row, string? entryState) => new()
    {
        Id = row.Id,
        Number = row.Text("name") is { } name && name != "/" ? name : null,
        State = row.Required("state"),
        Currency = row.ReferenceName("currency_id") ?? "",
        Received = row.Required("payment_type") == "outbound" ? -row.Decimal("amount") : row.Decimal("amount"),
        HasAccount = row.Reference("outstanding_account_id") is not null,
        IsBooked = entryState == "posted" && row.Text("state") is "in_process" or "paid",
    };
}
