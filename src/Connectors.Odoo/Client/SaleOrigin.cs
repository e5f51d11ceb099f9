namespace Crossdock.Connectors.Odoo;

/// <summary>Where a move or an invoice line comes from.</summary>
/// <param name="OrderNumber">Our order number; for an order that people made, its own.</param>
/// <param name="LineId">The order line.</param>
internal sealed record SaleOrigin(string OrderNumber, string LineId);
