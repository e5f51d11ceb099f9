using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Body of <c>POST /orders</c>.</summary>
internal sealed record ErpOrderBody(
    string ExternalReference,
    int Revision,
    string Currency,
    IReadOnlyList<ErpOrderLine> Lines,
    IReadOnlyList<ErpCharge> Charges,
    ErpTotals Totals)
{
    public string? CustomerReference { get; init; }

    public DateTimeOffset? PlacedAt { get; init; }

    public ErpParty? Customer { get; init; }

    public ErpParty? BillTo { get; init; }

    public ErpParty? ShipTo { get; init; }
}

/// <summary>A customer or an address.</summary>
internal sealed record ErpParty(string? Name, string? Company, IReadOnlyList<string> Street, string? PostalCode, string? City, string? CountryCode, string? Email, string? Phone);

/// <summary>An order line; amounts exclude tax and are after discount. Decimals travel as strings.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpOrderLine(string Reference, string Sku, string? Description, string Unit, decimal Quantity, decimal UnitPrice, decimal NetAmount, decimal? TaxRate, decimal? TaxAmount);

/// <summary>A charge, or with a negative amount an allowance.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpCharge(string Kind, decimal NetAmount, string? Description = null, decimal? TaxRate = null, decimal? TaxAmount = null);

/// <summary>Document totals.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpTotals(decimal NetAmount, decimal TaxAmount, decimal GrossAmount);

/// <summary>An order as the ERP holds it.</summary>
internal sealed record ErpOrder(string Number, ErpOrderKey Order, IReadOnlyList<ErpPromise> Acknowledgement, DateTimeOffset ChangedAt, long Sequence);

/// <summary>What of an order's content is needed to recognise it.</summary>
internal sealed record ErpOrderKey(string ExternalReference, int Revision);

/// <summary>The ERP's answer to one line.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpPromise(string LineReference, string Status, decimal Quantity, DateOnly PromisedOn);

/// <summary>Answer of <c>GET /orders?externalReference=</c>.</summary>
internal sealed record ErpOrders(IReadOnlyList<ErpOrder> Orders);

/// <summary>Body of <c>POST /shipments</c>.</summary>
internal sealed record ErpShipmentBody(string ExternalReference, string OrderReference, DateTimeOffset ShippedAt, string? Carrier, string? TrackingNumber, IReadOnlyList<ErpShipmentLine> Lines);

/// <summary>A delivered quantity.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpShipmentLine(string LineReference, string Sku, decimal Quantity, string? Lot);

/// <summary>A delivery note.</summary>
internal sealed record ErpDeliveryNote(string Number);

/// <summary>Answer of <c>GET /shipments</c>.</summary>
internal sealed record ErpShipments(IReadOnlyList<ErpDeliveryNote> Shipments);

/// <summary>Body of <c>POST /invoices</c>.</summary>
internal sealed record ErpInvoiceBody(
    string OrderReference,
    string ShipmentReference,
    string ExternalReference,
    string Currency,
    DateOnly IssuedOn,
    IReadOnlyList<ErpInvoiceLine> Lines,
    IReadOnlyList<ErpCharge> Charges,
    ErpTotals Totals);

/// <summary>A billed quantity; the amount excludes tax.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpInvoiceLine(string LineReference, string Sku, decimal Quantity, decimal NetAmount, decimal? TaxRate, decimal? TaxAmount);

/// <summary>A posted invoice.</summary>
internal sealed record ErpInvoice(
    string Number,
    string OrderReference,
    string ShipmentReference,
    string Currency,
    DateOnly IssuedOn,
    DateOnly DueOn,
    IReadOnlyList<ErpInvoiceLine> Lines,
    IReadOnlyList<ErpCharge> Charges,
    ErpTotals Totals,
    DateTimeOffset PostedAt,
    long Sequence,
    string? ExternalReference = null);

/// <summary>Answer of <c>GET /invoices?orderReference=</c>.</summary>
internal sealed record ErpInvoices(IReadOnlyList<ErpInvoice> Invoices);

/// <summary>Body of <c>POST /credit-notes</c>.</summary>
internal sealed record ErpCreditNoteBody(
    string ExternalReference,
    string OrderReference,
    string Currency,
    DateOnly IssuedOn,
    string? InvoiceReference,
    IReadOnlyList<ErpInvoiceLine> Lines,
    ErpTotals Totals);

/// <summary>A posted credit note.</summary>
internal sealed record ErpCreditNote(string Number, ErpReference Note);

/// <summary>What of a document's content is needed to recognise it.</summary>
internal sealed record ErpReference(string ExternalReference);

/// <summary>Answer of <c>GET /credit-notes?orderReference=</c>.</summary>
internal sealed record ErpCreditNotes(IReadOnlyList<ErpCreditNote> CreditNotes);

/// <summary>Body of <c>POST /payments</c>; the amount is positive in both directions.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
internal sealed record ErpPaymentBody(
    string ExternalReference, string OrderReference, string Direction, string Currency, decimal Amount, DateTimeOffset? SettledAt, string? Method);

/// <summary>A booked payment.</summary>
internal sealed record ErpPayment(string Number, ErpReference Payment);

/// <summary>Answer of <c>GET /payments?orderReference=</c>.</summary>
internal sealed record ErpPayments(IReadOnlyList<ErpPayment> Payments);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ErpOrderBody))]
[JsonSerializable(typeof(ErpOrder))]
[JsonSerializable(typeof(ErpOrders))]
[JsonSerializable(typeof(ErpShipmentBody))]
[JsonSerializable(typeof(ErpDeliveryNote))]
[JsonSerializable(typeof(ErpShipments))]
[JsonSerializable(typeof(ErpInvoiceBody))]
[JsonSerializable(typeof(ErpInvoice))]
[JsonSerializable(typeof(ErpInvoices))]
[JsonSerializable(typeof(ErpCreditNoteBody))]
[JsonSerializable(typeof(ErpCreditNote))]
[JsonSerializable(typeof(ErpCreditNotes))]
[JsonSerializable(typeof(ErpPaymentBody))]
[JsonSerializable(typeof(ErpPayment))]
[JsonSerializable(typeof(ErpPayments))]
internal sealed partial class ErpJson : JsonSerializerContext;
