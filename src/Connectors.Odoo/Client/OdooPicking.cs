namespace Crossdock.Connectors.Odoo;

/// <summary>A transfer to a customer as it is in Odoo.</summary>
internal sealed record OdooPicking
{
    public const string Model = "stock.picking";

    public static readonly string[] Fields = ["name", "state", "picking_type_code", "move_ids"];

    public required int Id { get; init; }

    public required string Number { get; init; }

    public required string State { get; init; }

    /// <summary>External ids of this connector: requests and shipments it is for.</summary>
    public required IReadOnlySet<string> Marks { get; init; }

    /// <summary>Its moves but those that were cancelled.</summary>
    public required IReadOnlyList<OdooMove> Moves { get; init; }

    /// <summary>True when it is still to be shipped.</summary>
    public bool IsOpen => State is "draft" or "waiting" or "confirmed" or "assigned";

    /// <summary>What it is to ship, by line of the sales order and in that line's unit.</summary>
    public required IReadOnlyDictionary<int, decimal> Content { get; init; }

    public bool Holds(IReadOnlyDictionary<int, decimal> wanted) => Content.Count == wanted.Count && wanted.All(pair => Content.GetValueOrDefault(pair.Key) == pair.Value);
}
