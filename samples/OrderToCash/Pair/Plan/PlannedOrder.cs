namespace Crossdock.OrderToCash;

/// <summary>One purchase of a customer, and what becomes of it.</summary>
/// <param name="Index">Position in the run.</param>
/// <param name="Bought">Pieces by SKU, as the customer buys them.</param>
internal sealed record PlannedOrder(int Index, IReadOnlyDictionary<string, int> Bought)
{
    /// <summary>SKU of the line that the customer takes back before it ships; null for none.</summary>
    public string? Cancelled { get; init; }

    /// <summary>SKU of which one piece comes back; null for none.</summary>
    public string? Returned { get; init; }

    /// <summary>What each parcel holds: one or two, pieces by SKU.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, int>> Parcels { get; init; }

    /// <summary>Who buys.</summary>
    public string Email => FormattableString.Invariant($"customer-{Index}@example.test");

    /// <summary>What ships in the end, pieces by SKU.</summary>
    public required IReadOnlyDictionary<string, int> Kept { get; init; }
}
