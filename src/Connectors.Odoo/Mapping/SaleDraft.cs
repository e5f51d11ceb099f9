namespace Crossdock.Connectors.Odoo;

/// <summary>A sales order as it is to be made, with all its ids found.</summary>
internal sealed record SaleDraft
{
    public required int Customer { get; init; }

    public required int InvoiceTo { get; init; }

    public required int ShipTo { get; init; }

    /// <summary>Id of the price list, from which the order takes its currency; empty for none, null for the customer's.</summary>
    public string? PriceList { get; init; }

    public required int Warehouse { get; init; }

    public required DateTimeOffset Placed { get; init; }

    public required IReadOnlyList<SaleDraftLine> Lines { get; init; }
}
