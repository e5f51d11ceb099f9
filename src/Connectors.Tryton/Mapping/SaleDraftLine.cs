namespace Crossdock.Connectors.Tryton;

/// <summary>A line of a sale as it is to be made.</summary>
/// <param name="LineId">The order line's id, or the kind of an allowance or charge.</param>
/// <param name="Product">The product.</param>
/// <param name="Quantity">How many, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit.</param>
/// <param name="UnitPrice">Price of one, without tax.</param>
/// <param name="Description">Text of the line; null takes the product's name.</param>
internal sealed record SaleDraftLine(string LineId, TrytonProduct Product, decimal Quantity, TrytonUnit Unit, decimal UnitPrice, string? Description)
{
    /// <summary>Earliest day the customer wants it to leave.</summary>
    public DateOnly? ShipOn { get; init; }
}
