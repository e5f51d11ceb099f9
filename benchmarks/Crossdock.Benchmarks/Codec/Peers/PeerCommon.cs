using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Benchmarks.Codec.Peers;

// Plain classes for the peers: the same document, with nothing of ours in it.

public sealed class PeerExternalId
{
    public string? System { get; set; }
    public string? Tenant { get; set; }
    public string? EntityType { get; set; }
    public string? Value { get; set; }
    public string? DisplayNumber { get; set; }
    public string? Url { get; set; }
    public string? Version { get; set; }
}

public sealed class PeerTimeWindow
{
    public DateTimeOffset? From { get; set; }
    public DateTimeOffset? To { get; set; }
    public bool? IsDateOnly { get; set; }
}

public sealed class PeerStatusFact
{
    public string? Axis { get; set; }
    public string? Code { get; set; }
    public string? Raw { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? OccurredAt { get; set; }
    public DateTimeOffset? ObservedAt { get; set; }
    public string? Confidence { get; set; }
}

public sealed class PeerIdentifier
{
    public string? Scheme { get; set; }
    public string? Value { get; set; }
}

public sealed class PeerTaxRegistration
{
    public string? Type { get; set; }
    public string? Number { get; set; }
    public string? Country { get; set; }
    public string? Region { get; set; }
    public bool? IsExempt { get; set; }
}

public sealed class PeerGeoPoint
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Latitude { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Longitude { get; set; }
}

public sealed class PeerAddress
{
    public List<string>? Lines { get; set; }
    public string? ContactName { get; set; }
    public string? CompanyName { get; set; }
    public string? District { get; set; }
    public string? City { get; set; }
    public string? RegionCode { get; set; }
    public string? RegionName { get; set; }
    public string? PostalCode { get; set; }
    public string? CountryCode { get; set; }
    public string? CountryName { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Gln { get; set; }
    public bool? IsResidential { get; set; }
    public string? PickupPointId { get; set; }
    public string? PickupPointNetwork { get; set; }
    public PeerGeoPoint? Geo { get; set; }
    public bool? IsValidated { get; set; }
    public string? Instructions { get; set; }
    public string? Raw { get; set; }
}

public sealed class PeerContact
{
    public string? Name { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Department { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Mobile { get; set; }
    public string? Fax { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerParty
{
    public string? Role { get; set; }
    public string? Name { get; set; }
    public string? TradingName { get; set; }
    public bool? IsCompany { get; set; }
    public List<PeerIdentifier>? Ids { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
    public string? CompanyId { get; set; }
    public string? CompanyLocationId { get; set; }
    public List<PeerTaxRegistration>? TaxRegistrations { get; set; }
    public PeerAddress? Address { get; set; }
    public List<PeerContact>? Contacts { get; set; }
    public string? Language { get; set; }
    public List<string>? Groups { get; set; }
    public Dictionary<string, JsonElement>? Extensions { get; set; }
}

public sealed class PeerDocumentReference
{
    public string? Type { get; set; }
    public string? Id { get; set; }
    public string? LineId { get; set; }
    public DateOnly? IssueDate { get; set; }
    public int? Revision { get; set; }
    public string? Description { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerMoney
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Amount { get; set; }
    public string? Currency { get; set; }
}

public sealed class PeerCustomProperty
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}

public sealed class PeerQuantity
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Value { get; set; }
    public string? Unit { get; set; }
    public string? SourceUnit { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? BaseValue { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? ConversionFactor { get; set; }
}

public sealed class PeerMeasure
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? Value { get; set; }
    public string? Unit { get; set; }
}

public sealed class PeerLocationReference
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Gln { get; set; }
    public List<PeerExternalId>? ExternalIds { get; set; }
}

public sealed class PeerNote
{
    public string? Audience { get; set; }
    public string? Text { get; set; }
    public string? Subject { get; set; }
    public string? Author { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public string? Language { get; set; }
}

public sealed class PeerMoneySet
{
    public PeerMoney? Transaction { get; set; }
    public PeerMoney? Shop { get; set; }
    public PeerMoney? Accounting { get; set; }
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public decimal? FxRate { get; set; }
    public DateOnly? RateDate { get; set; }
}

public sealed class PeerRawPayload
{
    public string? Uri { get; set; }
    public string? MediaType { get; set; }
    public string? Sha256 { get; set; }
    public long? Length { get; set; }
    public DateTimeOffset? CapturedAt { get; set; }
}
