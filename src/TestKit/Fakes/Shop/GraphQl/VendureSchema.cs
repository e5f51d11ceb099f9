namespace Crossdock.TestKit.Fakes;

/// <summary>
/// The part of the Vendure 3.7 Admin API that the fake answers: type, then its fields, <c>name=Type</c> for objects.
/// A field that is not listed is refused as the real shop refuses one it does not have.
/// </summary>
internal static class VendureSchema
{
    private const string Types = """
        Query: orders=OrderList order=Order productVariants=ProductVariantList productVariant=ProductVariant stockLocations=StockLocationList activeChannel=Channel
        Mutation: updateProductVariants=ProductVariant addFulfillmentToOrder=AddFulfillmentToOrderResult transitionFulfillmentToState=TransitionFulfillmentToStateResult addNoteToOrder=Order
        OrderList: totalItems items=Order
        Order: id code type state active createdAt updatedAt orderPlacedAt currencyCode couponCodes totalQuantity subTotal subTotalWithTax shipping shippingWithTax total totalWithTax customer=Customer billingAddress=OrderAddress shippingAddress=OrderAddress lines=OrderLine discounts=Discount promotions=Promotion surcharges=Surcharge taxSummary=OrderTaxSummary shippingLines=ShippingLine payments=Payment fulfillments=Fulfillment history=HistoryEntryList nextStates modifications=OrderModification channels=Channel
        Customer: id title emailAddress firstName lastName phoneNumber groups=CustomerGroup
        CustomerGroup: id name
        OrderAddress: fullName company streetLine1 streetLine2 city province postalCode country countryCode phoneNumber
        OrderLine: id createdAt updatedAt quantity orderPlacedQuantity unitPrice unitPriceWithTax unitPriceChangeSinceAdded unitPriceWithTaxChangeSinceAdded discountedUnitPrice discountedUnitPriceWithTax proratedUnitPrice proratedUnitPriceWithTax linePrice linePriceWithTax discountedLinePrice discountedLinePriceWithTax proratedLinePrice proratedLinePriceWithTax lineTax taxRate taxLines=TaxLine discounts=Discount productVariant=ProductVariant fulfillmentLines=FulfillmentLine
        TaxLine: description taxRate
        Discount: adjustmentSource type description amount amountWithTax
        Promotion: id name couponCode
        Surcharge: id description sku price priceWithTax taxRate taxLines=TaxLine
        OrderTaxSummary: description taxRate taxBase taxTotal
        ShippingLine: id price priceWithTax discountedPrice discountedPriceWithTax discounts=Discount shippingMethod=ShippingMethod
        ShippingMethod: id code name fulfillmentHandlerCode
        Payment: id createdAt updatedAt method amount state transactionId errorMessage metadata nextStates refunds=Refund
        Refund: id createdAt updatedAt state total items shipping adjustment reason transactionId paymentId lines=RefundLine
        RefundLine: orderLineId quantity
        Fulfillment: id createdAt updatedAt state method trackingCode nextStates lines=FulfillmentLine summary=FulfillmentLine
        FulfillmentLine: orderLineId quantity fulfillmentId
        HistoryEntryList: totalItems items=HistoryEntry
        HistoryEntry: id createdAt updatedAt type isPublic data administrator=Administrator
        Administrator: id
        OrderModification: id note priceChange
        Channel: id code token defaultCurrencyCode pricesIncludeTax availableCurrencyCodes
        ProductVariantList: totalItems items=ProductVariant
        ProductVariant: id sku name price priceWithTax currencyCode trackInventory outOfStockThreshold stockOnHand stockAllocated stockLevels=StockLevel updatedAt createdAt enabled product=Product
        Product: id name
        StockLevel: id stockLocationId stockOnHand stockAllocated stockLocation=StockLocation
        StockLocationList: totalItems items=StockLocation
        StockLocation: id name
        AddFulfillmentToOrderResult:
        TransitionFulfillmentToStateResult:
        ErrorResult: errorCode message
        CreateFulfillmentError: errorCode message fulfillmentHandlerError
        EmptyOrderLineSelectionError: errorCode message
        FulfillmentStateTransitionError: errorCode message transitionError fromState toState
        InsufficientStockOnHandError: errorCode message productVariantId productVariantName stockOnHand
        InvalidFulfillmentHandlerError: errorCode message
        ItemsAlreadyFulfilledError: errorCode message
        """;

    private static readonly Dictionary<string, Dictionary<string, string?>> s_types = Types
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(':', 2))
        .ToDictionary(parts => parts[0], parts => ParseFields(parts[1]), StringComparer.Ordinal);

    /// <summary>True when the field exists; <paramref name="fieldType"/> is null for scalars.</summary>
    public static bool TryGetField(string type, string field, out string? fieldType)
    {
        fieldType = null;
        return field == "__typename" || s_types[type].TryGetValue(field, out fieldType);
    }

    public static bool IsType(string type) => s_types.ContainsKey(type);

    /// <summary>True when an object of the type matches a fragment's condition.</summary>
    public static bool Matches(string type, string? condition) =>
        condition is null || condition == type || (condition == "ErrorResult" && type.EndsWith("Error", StringComparison.Ordinal));

    /// <summary>The fields of the items of a list type, which are also what it can be filtered and sorted by.</summary>
    public static IReadOnlyCollection<string> ItemFields(string itemType) => s_types[itemType].Keys;

    private static Dictionary<string, string?> ParseFields(string fields) => fields
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(field => field.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : null, StringComparer.Ordinal);
}
