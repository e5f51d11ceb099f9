namespace Crossdock.Connectors.Tryton;

/// <summary>An entry in the books (<c>account.move</c>).</summary>
internal sealed record TrytonEntry
{
    public const string Model = "account.move";

    public static readonly string[] Fields = ["number", "post_number", "state", "lines"];

    public static readonly string[] LineFields = ["move", "debit", "credit", "party"];

    public required int Id { get; init; }

    /// <summary>Given with the draft.</summary>
    public string? Number { get; init; }

    /// <summary>Given when it is posted.</summary>
    public string? PostNumber { get; init; }

    public required string State { get; init; }

    /// <summary>What its lines say came in from the customer; below zero for what went back.</summary>
    public decimal Received { get; init; }

    public bool IsPosted => State == "posted";

    public string Name => PostNumber ?? Number ?? $"with id {Id}";

    /// <param name="row">The entry.</param>
    /// <param name="lines">Its lines; those with a party are on the customer's account.</param>
    public static TrytonEntry Of(TrytonRow row, IEnumerable<TrytonRow> lines) => new()
    {
        Id = row.Id,
        Number = row.Text("number"),
        PostNumber = row.Text("post_number"),
        State = row.Required("state"),
        Received = lines.Where(line => line.Reference("move") == row.Id && line.Reference("party") is not null).Sum(line => line.Decimal("credit") - line.Decimal("debit")),
    };
}
