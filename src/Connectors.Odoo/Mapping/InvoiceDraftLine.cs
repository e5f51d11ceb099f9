namespace Crossdock.Connectors.Odoo;

/// <summary>A line of an invoice or credit note as it is to be made.</summary>
/// <param name="Sale">The line of the sales order that it is for.</param>
/// <param name="Product">The product's id.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Price of one, without tax.</param>
/// <param name="Description">Text of the line.</param>
internal sealed record InvoiceDraftLine(OdooSaleLine Sale, int Product, decimal Quantity, decimal UnitPrice, string Description);
