namespace Crossdock.Connectors.Odoo;

/// <summary>A line of a sales order as it is to be made.</summary>
/// <param name="LineId">The order line's id, or the kind of an allowance or charge.</param>
/// <param name="Product">The product.</param>
/// <param name="Quantity">How many, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit.</param>
/// <param name="UnitPrice">Price of one, without tax.</param>
/// <param name="Description">Text of the line; null takes the product's name.</param>
internal sealed record SaleDraftLine(string LineId, OdooProduct Product, decimal Quantity, OdooUnit Unit, decimal UnitPrice, string? Description);
