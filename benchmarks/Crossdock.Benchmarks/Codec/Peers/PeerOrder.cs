using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Benchmarks.Codec.Peers;

// Plain classes for the peers: the same document, with nothing of ours in it.

public sealed class PeerOrder
{
    public string? DocumentType { get; set; }
    public string? SchemaVersion { get; set; }
    public string? Number { get; set; }
    public long? Revision { get; set; }
    public string? SourceVersion { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public string? Type { get; set; }
    public bool? IsTest { get; set; }
    public string? PurchaseOrderNumber { get; set; }
    public PeerSalesChannel? Channel { get; set; }
    public string? Source { get; set; }
    public string? Language { get; set; }
    public string? Currency { get; set; }
    public PeerOrderDates? Dates { get; set; }
    public List<PeerStatusFact>? Statuses { get; set; }
    public List<PeerParty>? Parties { get; set; }
    public PeerDocumentReference? ParentOrder { get; set; }
    public List<PeerDocumentReference>? AssociatedOrders { get; set; }
    public List<PeerDocumentReference>? References { get; set; }
    public string? AccountingCost { get; set; }
    public string? BuyerReference { get; set; }
    public PeerPaymentTerms? PaymentTerms { get; set; }
    public PeerDeliveryTerms? DeliveryTerms { get; set; }
    public List<PeerShippingMethod>? ShippingMethods { get; set; }
    public string? ServiceLevel { get; set; }
    public string? PartialDelivery { get; set; }
    public List<PeerOrderLine>? Lines { get; set; }
    public List<PeerAllowanceCharge>? AllowanceCharges { get; set; }
    public List<PeerTax>? Taxes { get; set; }
    public PeerMonetaryTotal? Totals { get; set; }
    public PeerMonetaryTotal? OriginalTotals { get; set; }
    public PeerRoundingPolicy? Rounding { get; set; }
    public List<PeerOrderPayment>? Payments { get; set; }
    public List<PeerOrderRefund>? Refunds { get; set; }
    public List<PeerRiskAssessment>? Risks { get; set; }
    public List<PeerHold>? Holds { get; set; }
    public List<string>? Tags { get; set; }
    public List<PeerCustomProperty>? Properties { get; set; }
    public List<PeerNote>? Notes { get; set; }
    public List<PeerAttachment>? Attachments { get; set; }
    public Dictionary<string, JsonElement>? Extensions { get; set; }
    public PeerRawPayload? Raw { get; set; }
}

public sealed class PeerSalesChannel
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Type { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerOrderDates
{
    public DateTimeOffset? Placed { get; set; }
    public DateTimeOffset? Processed { get; set; }
    public DateTimeOffset? Modified { get; set; }
    public DateTimeOffset? Cancelled { get; set; }
    public DateTimeOffset? Closed { get; set; }
    public PeerTimeWindow? RequestedShip { get; set; }
    public PeerTimeWindow? RequestedDelivery { get; set; }
    public PeerTimeWindow? PromisedShip { get; set; }
    public PeerTimeWindow? PromisedDelivery { get; set; }
    public DateTimeOffset? ValidTo { get; set; }
    public DateTimeOffset? CancelAfter { get; set; }
}

public sealed class PeerInstalment
{
    public string? Id { get; set; }
    public DateOnly? DueDate { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Percent { get; set; }
    public PeerMoney? Amount { get; set; }
    public string? MeansCode { get; set; }
    public List<PeerStatusFact>? Statuses { get; set; }
}

public sealed class PeerPaymentTerms
{
    public string? Code { get; set; }
    public string? Note { get; set; }
    public int? NetDays { get; set; }
    public DateOnly? DueDate { get; set; }
    public int? DiscountDays { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? DiscountPercent { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? PenaltyPercent { get; set; }
    public List<PeerInstalment>? Instalments { get; set; }
}

public sealed class PeerDeliveryTerms
{
    public string? Incoterm { get; set; }
    public string? Place { get; set; }
    public string? Note { get; set; }
}

public sealed class PeerShippingMethod
{
    public string? Id { get; set; }
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? CarrierCode { get; set; }
    public string? ServiceLevel { get; set; }
    public bool? IsPickup { get; set; }
    public string? Account { get; set; }
    public bool? IsSignatureRequired { get; set; }
    public bool? IsSaturdayDelivery { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerMonetaryTotal
{
    public PeerMoney? LineExtensionAmount { get; set; }
    public PeerMoney? AllowanceTotalAmount { get; set; }
    public PeerMoney? ChargeTotalAmount { get; set; }
    public PeerMoney? ShippingAmount { get; set; }
    public PeerMoney? DutiesAmount { get; set; }
    public PeerMoney? TipAmount { get; set; }
    public PeerMoney? TaxExclusiveAmount { get; set; }
    public PeerMoney? TaxAmount { get; set; }
    public PeerMoney? TaxInclusiveAmount { get; set; }
    public PeerMoney? PrepaidAmount { get; set; }
    public PeerMoney? PayableRoundingAmount { get; set; }
    public PeerMoney? PayableAmount { get; set; }
    public PeerMoney? OutstandingAmount { get; set; }
    public PeerMoney? RefundedAmount { get; set; }
    public PeerMoneySet? PayableAmountSet { get; set; }
}

public sealed class PeerRoundingPolicy
{
    public string? Price { get; set; }
    public string? Tax { get; set; }
    public string? Mode { get; set; }
}

public sealed class PeerOrderPayment
{
    public string? Id { get; set; }
    public string? Method { get; set; }
    public string? MeansCode { get; set; }
    public string? Provider { get; set; }
    public PeerMoney? Amount { get; set; }
    public PeerMoneySet? AmountSet { get; set; }
    public PeerMoney? AuthorizedAmount { get; set; }
    public PeerMoney? CapturedAmount { get; set; }
    public PeerMoney? RefundedAmount { get; set; }
    public string? TransactionId { get; set; }
    public string? AuthorizationCode { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? AuthorizedAt { get; set; }
    public DateTimeOffset? CapturedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string? CardBrand { get; set; }
    public string? CardLastDigits { get; set; }
    public string? GiftCardLastDigits { get; set; }
    public string? ErrorMessage { get; set; }
    public List<PeerStatusFact>? Statuses { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public Dictionary<string, JsonElement>? Extensions { get; set; }
}

public sealed class PeerRefundLine
{
    public string? LineId { get; set; }
    public PeerQuantity? Quantity { get; set; }
    public PeerMoney? Amount { get; set; }
    public bool? IsRestocked { get; set; }
}

public sealed class PeerOrderRefund
{
    public string? Id { get; set; }
    public string? PaymentId { get; set; }
    public PeerMoney? Amount { get; set; }
    public PeerMoney? ItemsAmount { get; set; }
    public PeerMoney? ShippingAmount { get; set; }
    public PeerMoney? AdjustmentAmount { get; set; }
    public PeerMoney? TaxAmount { get; set; }
    public string? Reason { get; set; }
    public string? TransactionId { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public List<PeerRefundLine>? Lines { get; set; }
    public List<PeerStatusFact>? Statuses { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public Dictionary<string, JsonElement>? Extensions { get; set; }
}

public sealed class PeerRiskAssessment
{
    public string? Provider { get; set; }
    public string? Level { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Score { get; set; }
    public string? Recommendation { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? AssessedAt { get; set; }
}

public sealed class PeerHold
{
    public string? Code { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? PlacedAt { get; set; }
    public string? PlacedBy { get; set; }
    public DateTimeOffset? ReleaseBy { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public string? ReleasedBy { get; set; }
    public List<string>? LineIds { get; set; }
}

public sealed class PeerAttachment
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Type { get; set; }
    public string? MediaType { get; set; }
    public string? Url { get; set; }
    public string? Sha256 { get; set; }
    public long? Length { get; set; }
    public string? Description { get; set; }
}
