namespace Crossdock.Connectors.Tryton;

/// <summary>A customer shipment as it is in Tryton.</summary>
internal sealed record TrytonShipment
{
    public static readonly string[] Fields = ["number", "state", "reference", "outgoing_moves", "inventory_moves", "planned_date", "effective_date", "_timestamp"];

    public required int Id { get; init; }

    public string? Number { get; init; }

    public required string State { get; init; }

    public string? Reference { get; init; }

    /// <summary>The record's time-stamp, by which the server notices that somebody else changed it.</summary>
    public string? Timestamp { get; init; }

    public required IReadOnlyList<TrytonMove> Outgoing { get; init; }

    public required IReadOnlyList<TrytonMove> Inventory { get; init; }

    /// <summary>True when nobody has begun to pick it.</summary>
    public bool IsOpen => State is "draft" or "waiting" or "assigned";

    public string Name => Number ?? $"with id {Id}";

    /// <summary>What leaves, by sale line.</summary>
    public IReadOnlyDictionary<int, decimal> Content => Outgoing.Where(move => move.SaleLine is not null && move.State != "cancelled")
        .GroupBy(move => move.SaleLine!.Value).ToDictionary(group => group.Key, group => group.Sum(move => move.Quantity));

    public bool Holds(IReadOnlyDictionary<int, decimal> wanted) =>
        Content is var content && content.Count == wanted.Count && wanted.All(pair => content.GetValueOrDefault(pair.Key) == pair.Value);
}
