namespace Crossdock.OrderToCash;

/// <summary>A line of a <see cref="PickList"/>.</summary>
/// <param name="Id">The ERP's id of the move of goods.</param>
/// <param name="Sku">What.</param>
/// <param name="Pieces">How many.</param>
internal sealed record PickLine(int Id, string Sku, int Pieces);
