namespace Crossdock.OrderToCash;

/// <summary>What the people of a warehouse see of one shipment.</summary>
/// <param name="Id">The ERP's id of it.</param>
/// <param name="State">The ERP's word for how far it is.</param>
/// <param name="Moves">Its lines; what was cancelled is left out.</param>
internal sealed record PickList(int Id, string State, IReadOnlyList<PickLine> Moves)
{
    /// <summary>Pieces by SKU.</summary>
    public IReadOnlyDictionary<string, int> Content { get; } = Moves.GroupBy(move => move.Sku).ToDictionary(group => group.Key, group => group.Sum(move => move.Pieces));

    /// <summary>True when it has left.</summary>
    public bool IsGone => State == "done";
}
