using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// An order as selected by <see cref="OrderReader.Fields"/>. Every member without a default has to be there: the shop leaves out fields it does not know
/// without a word, and what is missing must not look like nothing.
/// </summary>
internal sealed record MedusaOrder(
    string Id,
    string Status,
    int Version,
    string CurrencyCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CanceledAt,
    decimal Total,
    IReadOnlyList<MedusaLine> Items,
    IReadOnlyList<MedusaShippingMethod> ShippingMethods,
    IReadOnlyList<MedusaPaymentCollection> PaymentCollections,
    IReadOnlyList<MedusaFulfilment> Fulfillments,
    long? DisplayId = null,
    string? CustomDisplayId = null,
    string? Email = null,
    MedusaAddress? ShippingAddress = null,
    MedusaAddress? BillingAddress = null,
    MedusaCustomer? Customer = null,
    MedusaSalesChannel? SalesChannel = null,
    IReadOnlyList<MedusaCreditLine>? CreditLines = null,
    IReadOnlyList<MedusaReturn>? Returns = null)
{
    /// <summary>What the shop lends its reference to when a refund without a reason of its own becomes a credit line.</summary>
    private const string PaymentCollectionReference = "payment_collection";

    public IEnumerable<MedusaPayment> Payments => PaymentCollections.SelectMany(collection => collection.Payments);

    /// <summary>Credit lines that are no refund: they change what the order costs.</summary>
    public IEnumerable<MedusaCreditLine> Adjustments => (CreditLines ?? []).Where(line => !IsRefund(line));

    /// <summary>
    /// What the order costs. The shop's own total sinks with every refund that nothing came back for: it writes a credit line then, so that nothing is open. What was
    /// bought costs the same all the same, and the refund is told as what it is.
    /// </summary>
    public decimal Cost => Total + (CreditLines ?? []).Where(IsRefund).Sum(line => line.RawAmount.Value);

    private bool IsRefund(MedusaCreditLine line) => line.Reference == PaymentCollectionReference
        ? PaymentCollections.Any(collection => collection.Id == line.ReferenceId)
        : Payments.SelectMany(payment => payment.Refunds).Any(refund => refund.RefundReason is { } reason && reason.Label == line.Reference && reason.Code == line.ReferenceId);
}

internal sealed record MedusaSalesChannel(string Id, string? Name = null);

internal sealed record MedusaCustomer(string Id, string? Email = null, string? FirstName = null, string? LastName = null, string? CompanyName = null, string? Phone = null);

internal sealed record MedusaAddress(
    string? Company = null,
    string? FirstName = null,
    string? LastName = null,
    [property: JsonPropertyName("address_1")] string? Address1 = null,
    [property: JsonPropertyName("address_2")] string? Address2 = null,
    string? City = null,
    string? Province = null,
    string? PostalCode = null,
    string? CountryCode = null,
    string? Phone = null);

internal sealed record MedusaLine(
    string Id,
    DateTimeOffset CreatedAt,
    bool IsTaxInclusive,
    Exact RawUnitPrice,
    Exact RawQuantity,
    Exact RawSubtotal,
    Exact RawDiscountSubtotal,
    Exact RawTotal,
    MedusaLineDetail Detail,
    IReadOnlyList<MedusaTaxLine> TaxLines,
    IReadOnlyList<MedusaAdjustment> Adjustments,
    bool? RequiresShipping = null,
    string? Title = null,
    string? Subtitle = null,
    string? ProductId = null,
    string? VariantId = null,
    string? VariantSku = null,
    string? VariantBarcode = null)
{
    /// <summary>What came back; the shop's amounts are for the quantity less this.</summary>
    public decimal Returned => Detail.RawReturnReceivedQuantity + Detail.RawReturnDismissedQuantity;
}

internal sealed record MedusaLineDetail(
    Exact RawFulfilledQuantity,
    Exact RawShippedQuantity,
    Exact RawDeliveredQuantity,
    Exact RawReturnReceivedQuantity,
    Exact RawReturnDismissedQuantity);

internal sealed record MedusaTaxLine(Exact RawRate, string? Code = null, string? Description = null);

internal sealed record MedusaAdjustment(Exact RawAmount, string? Code = null, string? Description = null, string? PromotionId = null);

internal sealed record MedusaShippingMethod(
    string Id,
    Exact RawSubtotal,
    Exact RawDiscountSubtotal,
    Exact RawTotal,
    IReadOnlyList<MedusaTaxLine> TaxLines,
    IReadOnlyList<MedusaAdjustment> Adjustments,
    string? Name = null,
    string? ShippingOptionId = null);

internal sealed record MedusaCreditLine(string Id, Exact RawAmount, string? Reference = null, string? ReferenceId = null);

internal sealed record MedusaPaymentCollection(string Id, DateTimeOffset UpdatedAt, IReadOnlyList<MedusaPayment> Payments, string? Status = null);

internal sealed record MedusaPayment(
    string Id,
    string CurrencyCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Exact RawAmount,
    IReadOnlyList<MedusaCapture> Captures,
    IReadOnlyList<MedusaRefund> Refunds,
    string? ProviderId = null,
    DateTimeOffset? CapturedAt = null,
    DateTimeOffset? CanceledAt = null)
{
    public decimal Captured => Captures.Sum(capture => capture.RawAmount.Value);

    public decimal Refunded => Refunds.Sum(refund => refund.RawAmount.Value);
}

internal sealed record MedusaCapture(string Id, DateTimeOffset CreatedAt, Exact RawAmount);

internal sealed record MedusaRefund(string Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Exact RawAmount, string? Note = null, MedusaRefundReason? RefundReason = null);

internal sealed record MedusaRefundReason(string? Label = null, string? Code = null);

internal sealed record MedusaFulfilment(
    string Id,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<MedusaFulfilmentItem> Items,
    IReadOnlyList<MedusaLabel> Labels,
    DateTimeOffset? ShippedAt = null,
    DateTimeOffset? DeliveredAt = null,
    DateTimeOffset? CanceledAt = null,
    IReadOnlyDictionary<string, JsonElement>? Metadata = null);

internal sealed record MedusaFulfilmentItem(Exact RawQuantity, string? LineItemId = null);

internal sealed record MedusaLabel(string? TrackingNumber = null);

internal sealed record MedusaReturn(string Id, DateTimeOffset UpdatedAt);
