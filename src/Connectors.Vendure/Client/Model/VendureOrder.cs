namespace Crossdock.Connectors.Vendure;

/// <summary>An order as selected. Amounts are integers in minor units: anything else does not fit and is a problem of its record.</summary>
internal sealed record VendureOrder(
    string Id,
    string Code,
    string Type,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? OrderPlacedAt,
    string CurrencyCode,
    long Total,
    long TotalWithTax,
    long Shipping,
    long ShippingWithTax,
    VendureCustomer? Customer,
    VendureAddress? BillingAddress,
    VendureAddress? ShippingAddress,
    IReadOnlyList<VendureLine> Lines,
    IReadOnlyList<VendurePromotion> Promotions,
    IReadOnlyList<VendureSurcharge> Surcharges,
    IReadOnlyList<VendureTaxRow> TaxSummary,
    IReadOnlyList<VendureShippingLine> ShippingLines,
    IReadOnlyList<VendurePayment>? Payments,
    IReadOnlyList<VendureFulfilment>? Fulfillments,
    VendureHistory History);

internal sealed record VendureCustomer(string Id, string EmailAddress, string? FirstName, string? LastName, string? PhoneNumber);

internal sealed record VendureAddress(
    string? FullName,
    string? Company,
    string? StreetLine1,
    string? StreetLine2,
    string? City,
    string? Province,
    string? PostalCode,
    string? Country,
    string? CountryCode,
    string? PhoneNumber);

internal sealed record VendureLine(
    string Id,
    int Quantity,
    int OrderPlacedQuantity,
    long UnitPrice,
    long UnitPriceWithTax,
    long LinePrice,
    long LinePriceWithTax,
    long ProratedLinePrice,
    long ProratedLinePriceWithTax,
    IReadOnlyList<VendureTaxLine> TaxLines,
    IReadOnlyList<VendureDiscount> Discounts,
    VendureVariant ProductVariant);

internal sealed record VendureTaxLine(string Description, decimal TaxRate);

internal sealed record VendureTaxRow(string Description, decimal TaxRate, long TaxBase, long TaxTotal);

internal sealed record VendureDiscount(string AdjustmentSource, string Type, string Description, long Amount, long AmountWithTax);

internal sealed record VendurePromotion(string Id, string? CouponCode);

internal sealed record VendureSurcharge(string Id, string Description, string? Sku, long Price, long PriceWithTax, IReadOnlyList<VendureTaxLine> TaxLines);

internal sealed record VendureShippingLine(
    string Id,
    long DiscountedPrice,
    long DiscountedPriceWithTax,
    IReadOnlyList<VendureDiscount> Discounts,
    VendureShippingMethod ShippingMethod);

internal sealed record VendureShippingMethod(string Id, string Code, string Name);

internal sealed record VendurePayment(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Method,
    long Amount,
    string State,
    string? TransactionId,
    string? ErrorMessage,
    IReadOnlyList<VendureRefund> Refunds);

internal sealed record VendureRefund(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string State,
    long Total,
    long Items,
    long Shipping,
    long Adjustment,
    string? Reason,
    string? TransactionId,
    IReadOnlyList<VendureQuantity> Lines);

internal sealed record VendureFulfilment(string Id, DateTimeOffset UpdatedAt, string State, IReadOnlyList<VendureQuantity> Lines);

internal sealed record VendureQuantity(string OrderLineId, int Quantity);

internal sealed record VendureHistory(IReadOnlyList<VendureHistoryEntry> Items);

internal sealed record VendureHistoryEntry(string Id, DateTimeOffset CreatedAt, string Type, bool IsPublic, VendureHistoryData? Data);

/// <summary>What the two selected kinds of history entries hold.</summary>
internal sealed record VendureHistoryData(string? Note = null, string? Reason = null);
