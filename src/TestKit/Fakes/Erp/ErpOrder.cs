using System.Text.Json;

namespace Crossdock.TestKit.Fakes;

/// <summary>What a client posts to <c>/orders</c>.</summary>
internal sealed record ErpOrderInput(
    string ExternalReference,
    int Revision,
    string Currency,
    IReadOnlyList<ErpLineInput> Lines,
    ErpTotals Totals)
{
    public string? CustomerReference { get; init; }

    public DateTimeOffset? PlacedAt { get; init; }

    public JsonElement? Customer { get; init; }

    public JsonElement? BillTo { get; init; }

    public JsonElement? ShipTo { get; init; }

    public IReadOnlyList<ErpCharge> Charges { get; init; } = [];
}

/// <summary>A sales order line; amounts exclude tax and are after discount.</summary>
internal sealed record ErpLineInput(string Reference, string Sku, decimal Quantity, decimal UnitPrice, decimal NetAmount)
{
    public string? Description { get; init; }

    public string? Unit { get; init; }

    public decimal? TaxRate { get; init; }

    public decimal? TaxAmount { get; init; }
}

/// <summary>Shipping and other amounts that are not items.</summary>
internal sealed record ErpCharge(string Kind, decimal NetAmount)
{
    public string? Description { get; init; }

    public decimal? TaxRate { get; init; }

    public decimal? TaxAmount { get; init; }
}

/// <summary>Document totals.</summary>
internal sealed record ErpTotals(decimal NetAmount, decimal TaxAmount, decimal GrossAmount);

/// <summary>A sales order as the ERP holds it: the input, its number and what the ERP promises per line.</summary>
internal sealed record ErpOrder(
    string Number,
    string Status,
    ErpOrderInput Order,
    IReadOnlyList<ErpPromise> Acknowledgement,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    long Sequence);

/// <summary>The ERP's answer to one order line.</summary>
internal sealed record ErpPromise(string LineReference, string Sku, string Status, decimal Quantity, DateOnly PromisedOn);
