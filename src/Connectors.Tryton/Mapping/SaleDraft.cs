namespace Crossdock.Connectors.Tryton;

/// <summary>A sale as it is to be made, with all its ids found.</summary>
internal sealed record SaleDraft
{
    public required int Party { get; init; }

    public required int InvoiceAddress { get; init; }

    public required int ShipmentAddress { get; init; }

    public int? PaymentTerm { get; init; }

    public required int Currency { get; init; }

    public required int Warehouse { get; init; }

    public required DateOnly SaleDate { get; init; }

    public required IReadOnlyList<SaleDraftLine> Lines { get; init; }
}
