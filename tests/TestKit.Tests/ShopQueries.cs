namespace Crossdock.TestKit.Tests;

/// <summary>What a client asks the shop.</summary>
internal static class ShopQueries
{
    private const string Address = "fullName company streetLine1 streetLine2 city province postalCode country countryCode phoneNumber";

    /// <summary>The selection the captured orders were taken with.</summary>
    public const string Order = $$"""
        id code type state active createdAt updatedAt orderPlacedAt currencyCode couponCodes totalQuantity
        subTotal subTotalWithTax shipping shippingWithTax total totalWithTax
        customer { id title emailAddress firstName lastName phoneNumber groups { id name } }
        billingAddress { {{Address}} } shippingAddress { {{Address}} }
        lines { id createdAt updatedAt quantity orderPlacedQuantity unitPrice unitPriceWithTax unitPriceChangeSinceAdded
          unitPriceWithTaxChangeSinceAdded discountedUnitPrice discountedUnitPriceWithTax proratedUnitPrice proratedUnitPriceWithTax
          linePrice linePriceWithTax discountedLinePrice discountedLinePriceWithTax proratedLinePrice proratedLinePriceWithTax
          lineTax taxRate taxLines { description taxRate } discounts { ...discount }
          productVariant { id sku name product { id name } } fulfillmentLines { quantity fulfillmentId } }
        discounts { ...discount } promotions { id name couponCode } surcharges { id description sku price priceWithTax taxRate }
        taxSummary { description taxRate taxBase taxTotal }
        shippingLines { id price priceWithTax discountedPrice discountedPriceWithTax discounts { ...discount }
          shippingMethod { id code name fulfillmentHandlerCode } }
        payments { id createdAt updatedAt method amount state transactionId errorMessage metadata nextStates refunds { id total } }
        fulfillments { id createdAt updatedAt state method trackingCode nextStates lines { orderLineId quantity } }
        history(options: { take: 100, sort: { createdAt: ASC } }) { totalItems items { id createdAt updatedAt type isPublic data administrator { id } } }
        nextStates modifications { id } channels { id code }
        """;

    public const string Discount = "fragment discount on Discount { adjustmentSource type description amount amountWithTax }";

    public const string List = "query($o:OrderListOptions){ orders(options:$o){ totalItems items { id code state updatedAt } } }";

    public const string Fulfil = """
        mutation($i:FulfillOrderInput!){ addFulfillmentToOrder(input:$i){ __typename
          ... on Fulfillment { id state method trackingCode nextStates updatedAt lines { orderLineId quantity } }
          ... on ErrorResult { errorCode message } ... on InsufficientStockOnHandError { stockOnHand } } }
        """;

    public const string Move = """
        mutation($id:ID!,$s:String!){ transitionFulfillmentToState(id:$id,state:$s){ __typename
          ... on Fulfillment { id state nextStates updatedAt }
          ... on ErrorResult { errorCode message } ... on FulfillmentStateTransitionError { transitionError } } }
        """;
}
