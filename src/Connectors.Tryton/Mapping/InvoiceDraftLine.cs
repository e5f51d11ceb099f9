namespace Crossdock.Connectors.Tryton;

/// <summary>A line of an invoice or credit note as it is to be made; a credit note's quantity is negative.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Unit">The unit's id.</param>
/// <param name="UnitPrice">Price of one, without tax.</param>
/// <param name="Taxes">Ids of the taxes.</param>
/// <param name="Origin">What it comes from, e.g. <c>sale.line,12</c>.</param>
/// <param name="Moves">Moves it invoices.</param>
/// <param name="Description">Text of the line.</param>
internal sealed record InvoiceDraftLine(
    int Product, decimal Quantity, int Unit, decimal UnitPrice, IReadOnlyList<int> Taxes, string Origin, IReadOnlyList<int> Moves, string? Description)
{
    /// <summary>The account to book on; null takes the product's.</summary>
    public int? Account { get; init; }
}
