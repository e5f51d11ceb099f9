namespace Crossdock.OrderToCash;

/// <summary>What both systems hold of one order. Amounts with tax, in the order's currency; what was cancelled or is a draft does not count.</summary>
/// <param name="Number">The number the shop gave it.</param>
internal sealed record OrderBooks(string Number)
{
    /// <summary>The shop: what the order is worth now; null when it does not know the order.</summary>
    public decimal? ShopTotal { get; init; }

    /// <summary>The shop: pieces by SKU that the customer keeps.</summary>
    public IReadOnlyDictionary<string, int> ShopPieces { get; init; } = new Dictionary<string, int>();

    /// <summary>The shop: money taken.</summary>
    public decimal PaidIn { get; init; }

    /// <summary>The shop: money paid back, each with its reason.</summary>
    public IReadOnlyList<(string Reason, decimal Amount)> PaidBack { get; init; } = [];

    /// <summary>The shop: pieces by SKU of each fulfilment that was shipped.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, int>> Fulfilments { get; init; } = [];

    /// <summary>The ERP: amount of each sale.</summary>
    public IReadOnlyList<decimal> Sales { get; init; } = [];

    /// <summary>The ERP: pieces by SKU of each shipment that left.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, int>> Shipments { get; init; } = [];

    /// <summary>The ERP: amount of each posted invoice.</summary>
    public IReadOnlyList<decimal> Invoices { get; init; } = [];

    /// <summary>The ERP: amount of each posted credit note, above zero.</summary>
    public IReadOnlyList<decimal> CreditNotes { get; init; } = [];

    /// <summary>The ERP: each amount booked as received from the customer.</summary>
    public IReadOnlyList<decimal> Received { get; init; } = [];

    /// <summary>The ERP: each amount booked as paid back to him, above zero.</summary>
    public IReadOnlyList<decimal> PaidOut { get; init; } = [];
}
