using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Benchmarks.Codec.Peers;

// Plain classes for the peers: the same document, with nothing of ours in it.

public sealed class PeerOrderLine
{
    public string? Id { get; set; }
    public int? Position { get; set; }
    public string? Type { get; set; }
    public string? ParentLineId { get; set; }
    public string? ReplacesLineId { get; set; }
    public PeerItemReference? Item { get; set; }
    public string? Description { get; set; }
    public PeerQuantity? Quantity { get; set; }
    public PeerQuantityLadder? Quantities { get; set; }
    public PeerPrice? Price { get; set; }
    public List<PeerAllowanceCharge>? AllowanceCharges { get; set; }
    public PeerMoney? LineExtensionAmount { get; set; }
    public List<PeerTax>? Taxes { get; set; }
    public PeerMoney? TaxAmount { get; set; }
    public PeerMoney? TaxInclusiveAmount { get; set; }
    public PeerCustomsInformation? Customs { get; set; }
    public PeerLocationReference? Location { get; set; }
    public List<PeerItemInstance>? Instances { get; set; }
    public PeerTimeWindow? RequestedShip { get; set; }
    public PeerTimeWindow? RequestedDelivery { get; set; }
    public PeerTimeWindow? PromisedShip { get; set; }
    public PeerTimeWindow? PromisedDelivery { get; set; }
    public List<PeerScheduledDelivery>? DeliverySchedule { get; set; }
    public string? PartialDelivery { get; set; }
    public bool? RequiresShipping { get; set; }
    public bool? IsGift { get; set; }
    public PeerLineAcknowledgement? Acknowledgement { get; set; }
    public string? AccountingCost { get; set; }
    public List<PeerDocumentReference>? References { get; set; }
    public List<PeerStatusFact>? Statuses { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public List<PeerNote>? Notes { get; set; }
    public List<PeerCustomProperty>? Properties { get; set; }
    public Dictionary<string, JsonElement>? Extensions { get; set; }
}

public sealed class PeerItemReference
{
    public string? SellerItemId { get; set; }
    public string? BuyerItemId { get; set; }
    public string? ManufacturerItemId { get; set; }
    public string? ManufacturerName { get; set; }
    public string? Gtin { get; set; }
    public List<PeerIdentifier>? AdditionalIds { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public string? VariantName { get; set; }
    public List<PeerCustomProperty>? Options { get; set; }
}

public sealed class PeerQuantityLadder
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Ordered { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Cancelled { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Allocated { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Backordered { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Picked { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Packed { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Shipped { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Delivered { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Returned { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Invoiced { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Refunded { get; set; }
}

public sealed class PeerPrice
{
    public PeerMoney? Amount { get; set; }
    public PeerQuantity? BaseQuantity { get; set; }
    public PeerMoney? GrossAmount { get; set; }
    public bool? TaxIncluded { get; set; }
    public string? PriceListCode { get; set; }
    public bool? IsManual { get; set; }
}

public sealed class PeerTax
{
    public string? Type { get; set; }
    public string? Category { get; set; }
    public string? Name { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Rate { get; set; }
    public PeerMoney? TaxableAmount { get; set; }
    public PeerMoney? Amount { get; set; }
    public string? ExemptionReasonCode { get; set; }
    public string? ExemptionReason { get; set; }
    public string? Jurisdiction { get; set; }
    public string? CollectedBy { get; set; }
    public bool? IsCompound { get; set; }
    public bool? IsWithheld { get; set; }
}

public sealed class PeerAllowanceAllocation
{
    public string? LineId { get; set; }
    public PeerMoney? Amount { get; set; }
    public PeerMoney? TaxAmount { get; set; }
}

public sealed class PeerAllowanceCharge
{
    public string? Id { get; set; }
    public bool? IsCharge { get; set; }
    public string? Type { get; set; }
    public string? ReasonCode { get; set; }
    public string? Reason { get; set; }
    public string? CouponCode { get; set; }
    public string? PromotionId { get; set; }
    public PeerMoney? BasisAmount { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Percent { get; set; }
    public PeerMoney? Amount { get; set; }
    public bool? TaxIncluded { get; set; }
    public List<PeerTax>? Taxes { get; set; }
    public List<PeerAllowanceAllocation>? Allocations { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerCustomsInformation
{
    public string? HsCode { get; set; }
    public string? OriginCountry { get; set; }
    public string? OriginRegion { get; set; }
    public string? Description { get; set; }
    public PeerMoney? DeclaredValue { get; set; }
    public PeerMeasure? NetWeight { get; set; }
    public bool? IsPreferential { get; set; }
}

public sealed class PeerItemInstance
{
    public string? LotNumber { get; set; }
    public string? SerialNumber { get; set; }
    public DateOnly? ExpiryDate { get; set; }
    public DateOnly? BestBeforeDate { get; set; }
    public DateOnly? ProductionDate { get; set; }
    public string? OriginCountry { get; set; }
    public PeerQuantity? Quantity { get; set; }
}

public sealed class PeerScheduledDelivery
{
    public string? Id { get; set; }
    public PeerQuantity? Quantity { get; set; }
    public PeerTimeWindow? Delivery { get; set; }
    public PeerTimeWindow? Ship { get; set; }
    public PeerParty? ShipTo { get; set; }
    public PeerLocationReference? Location { get; set; }
}

public sealed class PeerLineAcknowledgement
{
    public string? Code { get; set; }
    public PeerQuantity? Quantity { get; set; }
    public PeerPrice? Price { get; set; }
    public PeerItemReference? Item { get; set; }
    public PeerTimeWindow? PromisedShip { get; set; }
    public PeerTimeWindow? PromisedDelivery { get; set; }
    public string? ReasonCode { get; set; }
    public string? Reason { get; set; }
    public string? Raw { get; set; }
}
