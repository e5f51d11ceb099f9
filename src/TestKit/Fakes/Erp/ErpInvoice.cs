namespace Crossdock.TestKit.Fakes;

/// <summary>
/// What a client posts to <c>/invoices</c>. Without lines and totals the ERP bills the shipment at the order's prices,
/// and charges with the first invoice.
/// </summary>
internal sealed record ErpInvoiceInput(string OrderReference, string ShipmentReference)
{
    public string? ExternalReference { get; init; }

    public string? Currency { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public IReadOnlyList<ErpInvoiceLine>? Lines { get; init; }

    public IReadOnlyList<ErpCharge>? Charges { get; init; }

    public ErpTotals? Totals { get; init; }
}

/// <summary>A billed quantity; the amount excludes tax.</summary>
internal sealed record ErpInvoiceLine(string LineReference, string Sku, decimal Quantity, decimal NetAmount)
{
    public decimal? TaxRate { get; init; }

    public decimal? TaxAmount { get; init; }
}

/// <summary>A posted invoice. The ERP assigned the number.</summary>
internal sealed record ErpInvoice(
    string Number,
    string OrderNumber,
    string OrderReference,
    string ShipmentReference,
    string Currency,
    DateOnly IssuedOn,
    DateOnly DueOn,
    IReadOnlyList<ErpInvoiceLine> Lines,
    IReadOnlyList<ErpCharge> Charges,
    ErpTotals Totals,
    DateTimeOffset PostedAt,
    long Sequence)
{
    public string? ExternalReference { get; init; }
}
