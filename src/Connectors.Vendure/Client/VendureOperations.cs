namespace Crossdock.Connectors.Vendure;

/// <summary>Everything the connector ever asks a shop. Each selects what is mapped and no more.</summary>
internal static class VendureOperations
{
    private const string Discounts = "discounts { adjustmentSource type description amount amountWithTax }";

    private const string Address = "{ fullName company streetLine1 streetLine2 city province postalCode country countryCode phoneNumber }";

    private const string Payments = """
        payments {
                id createdAt updatedAt method amount state transactionId errorMessage
                refunds { id createdAt updatedAt state total items shipping adjustment reason transactionId lines { orderLineId quantity } }
              }
        """;

    private const string Failures = "... on ErrorResult { __typename errorCode }";

    public static readonly VendureOperation Orders = VendureOperation.Query("CrossdockOrders", $$"""
        query CrossdockOrders($options: OrderListOptions) {
          activeChannel { id code pricesIncludeTax }
          orders(options: $options) {
            totalItems
            items {
              id code type state createdAt updatedAt orderPlacedAt currencyCode total totalWithTax shipping shippingWithTax
              customer { id emailAddress firstName lastName phoneNumber }
              billingAddress {{Address}}
              shippingAddress {{Address}}
              lines {
                id quantity orderPlacedQuantity unitPrice unitPriceWithTax linePrice linePriceWithTax proratedLinePrice proratedLinePriceWithTax
                taxLines { description taxRate }
                {{Discounts}}
                productVariant { id sku name }
              }
              promotions { id couponCode }
              surcharges { id description sku price priceWithTax taxLines { description taxRate } }
              taxSummary { description taxRate taxBase taxTotal }
              shippingLines { id discountedPrice discountedPriceWithTax {{Discounts}} shippingMethod { id code name } }
              {{Payments}}
              fulfillments { id updatedAt state lines { orderLineId quantity } }
              history(options: { take: 100, sort: { createdAt: DESC }, filter: { type: { in: ["ORDER_NOTE", "ORDER_CANCELLATION"] } } }) {
                items { id createdAt type isPublic data }
              }
            }
          }
        }
        """);

    public static readonly VendureOperation NewestOrder = VendureOperation.Query(
        "CrossdockNewestOrder", "query CrossdockNewestOrder($options: OrderListOptions) { orders(options: $options) { items { updatedAt } } }");

    public static readonly VendureOperation Fulfilments = VendureOperation.Query("CrossdockFulfilments", """
        query CrossdockFulfilments($options: OrderListOptions) {
          orders(options: $options) {
            items {
              id code
              lines { id quantity productVariant { id sku } }
              fulfillments { id state method trackingCode lines { orderLineId quantity } }
            }
          }
        }
        """);

    public static readonly VendureOperation AddFulfilment = VendureOperation.Mutation("CrossdockAddFulfilment", $$"""
        mutation CrossdockAddFulfilment($input: FulfillOrderInput!) {
          addFulfillmentToOrder(input: $input) { __typename ... on Fulfillment { id state } {{Failures}} }
        }
        """);

    public static readonly VendureOperation MoveFulfilment = VendureOperation.Mutation("CrossdockMoveFulfilment", $$"""
        mutation CrossdockMoveFulfilment($id: ID!, $state: String!) {
          transitionFulfillmentToState(id: $id, state: $state) { __typename ... on Fulfillment { id state } {{Failures}} }
        }
        """);

    public static readonly VendureOperation Refunds = VendureOperation.Query("CrossdockRefunds", $$"""
        query CrossdockRefunds($options: OrderListOptions) {
          orders(options: $options) {
            items {
              id code currencyCode
              lines { id }
              {{Payments}}
            }
          }
        }
        """);

    public static readonly VendureOperation AddRefund = VendureOperation.Mutation("CrossdockAddRefund", $$"""
        mutation CrossdockAddRefund($input: RefundOrderInput!) {
          refundOrder(input: $input) { __typename ... on Refund { id state } {{Failures}} }
        }
        """);

    public static readonly VendureOperation Items = VendureOperation.Query("CrossdockItems", """
        query CrossdockItems($options: ProductVariantListOptions) {
          activeChannel { id code pricesIncludeTax }
          productVariants(options: $options) {
            items {
              id sku name enabled createdAt updatedAt currencyCode price priceWithTax
              taxRateApplied { name value }
              options { id name group { id name } }
              product { id name enabled updatedAt }
            }
          }
        }
        """);

    public static readonly VendureOperation Notes = VendureOperation.Query("CrossdockNotes", """
        query CrossdockNotes($options: OrderListOptions) {
          orders(options: $options) {
            items {
              id code
              history(options: { take: 1000, sort: { createdAt: DESC }, filter: { type: { eq: "ORDER_NOTE" } } }) { items { id data } }
            }
          }
        }
        """);

    public static readonly VendureOperation AddNote = VendureOperation.Mutation(
        "CrossdockAddNote", "mutation CrossdockAddNote($input: AddNoteToOrderInput!) { addNoteToOrder(input: $input) { id } }");

    public static readonly VendureOperation Variants = VendureOperation.Query("CrossdockVariants", """
        query CrossdockVariants($options: ProductVariantListOptions) {
          productVariants(options: $options) { items { id sku stockLevels { stockLocationId stockOnHand } } }
        }
        """);

    public static readonly VendureOperation StockLocations = VendureOperation.Query(
        "CrossdockStockLocations", "query CrossdockStockLocations { stockLocations(options: { take: 1000 }) { items { id name } } }");

    public static readonly VendureOperation SetStock = VendureOperation.Mutation("CrossdockSetStock", """
        mutation CrossdockSetStock($input: [UpdateProductVariantInput!]!) {
          updateProductVariants(input: $input) { id }
        }
        """);

    public static readonly VendureOperation Check = VendureOperation.Query("CrossdockCheck", """
        query CrossdockCheck {
          activeChannel { id code pricesIncludeTax }
          orders(options: { take: 1 }) { totalItems }
          stockLocations(options: { take: 1 }) { totalItems }
        }
        """);
}
