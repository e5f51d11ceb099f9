using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>The amounts of a whole order.</summary>
internal sealed record PricedOrder(string Currency, IReadOnlyList<PricedLine> Lines, IReadOnlyList<VendurePromotion> Promotions)
{
    public required long ShippingPrice { get; init; }

    public required double ShippingTaxRate { get; init; }

    public required bool IsExpress { get; init; }

    private long ShippingWithTax => (long)VendurePricing.Round(VendurePricing.Gross(ShippingPrice, ShippingTaxRate));

    private long SubTotal => (long)Lines.Sum(line => line.ProratedLinePrice);

    private long SubTotalWithTax => (long)Lines.Sum(line => line.ProratedLinePriceWithTax);

    public long TotalWithTax => SubTotalWithTax + ShippingWithTax;

    /// <summary>Writes the members that follow from the amounts.</summary>
    public void WriteTo(JsonObject order, string at)
    {
        var promotions = Promotions.OrderBy(promotion => promotion.Id, StringComparer.Ordinal).ToList();
        order["currencyCode"] = Currency;
        order["couponCodes"] = ShopOrderChanges.Strings(promotions.Select(promotion => promotion.CouponCode));
        order["totalQuantity"] = Lines.Sum(line => line.Quantity);
        order["subTotal"] = SubTotal;
        order["subTotalWithTax"] = SubTotalWithTax;
        order["shipping"] = ShippingPrice;
        order["shippingWithTax"] = ShippingWithTax;
        order["total"] = SubTotal + ShippingPrice;
        order["totalWithTax"] = TotalWithTax;
        order["lines"] = new JsonArray([.. Lines.Select(line => line.ToJson(at))]);
        order["discounts"] = Discounts();
        order["promotions"] = new JsonArray([.. promotions.Select(promotion => new JsonObject { ["id"] = promotion.Id, ["name"] = promotion.Name, ["couponCode"] = promotion.CouponCode })]);
        order["taxSummary"] = TaxSummary();
        order["shippingLines"] = new JsonArray(new JsonObject
        {
            ["price"] = ShippingPrice,
            ["priceWithTax"] = ShippingWithTax,
            ["discountedPrice"] = ShippingPrice,
            ["discountedPriceWithTax"] = ShippingWithTax,
            ["discounts"] = new JsonArray(),
            ["shippingMethod"] = new JsonObject
            {
                ["id"] = IsExpress ? "2" : "1",
                ["code"] = IsExpress ? "express-shipping" : "standard-shipping",
                ["name"] = IsExpress ? "Express Shipping" : "Standard Shipping",
                ["fulfillmentHandlerCode"] = "manual-fulfillment",
            },
        });
    }

    /// <summary>One row per promotion: the sum of what it takes off the lines.</summary>
    private JsonArray Discounts()
    {
        var grouped = new OrderedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var discount in Lines.SelectMany(line => line.Discounts()))
        {
            var source = (string)discount["adjustmentSource"]!;
            if (grouped.TryGetValue(source, out var sum))
            {
                sum["amount"] = (long)sum["amount"]! + (long)discount["amount"]!;
                sum["amountWithTax"] = (long)sum["amountWithTax"]! + (long)discount["amountWithTax"]!;
            }
            else
            {
                grouped[source] = discount;
            }
        }

        return new JsonArray([.. grouped.Values]);
    }

    /// <summary>One row per tax description and rate; the tax is the sum of the lines' taxes, not the rate of the sum.</summary>
    private JsonArray TaxSummary()
    {
        var rows = new JsonArray();
        foreach (var group in Lines.GroupBy(line => (line.TaxDescription, line.TaxRate)))
        {
            var tax = group.Sum(line => line.ProratedLinePriceWithTax - line.ProratedLinePrice);
            rows.Add(TaxRow(group.Key.TaxDescription, group.Key.TaxRate, (long)group.Sum(line => line.ProratedLinePrice), (long)tax));
        }

        rows.Add(TaxRow("shipping tax", ShippingTaxRate, ShippingPrice, ShippingWithTax - ShippingPrice));
        return rows;
    }

    private static JsonObject TaxRow(string description, double rate, long taxBase, long taxTotal) =>
        new() { ["description"] = description, ["taxRate"] = rate, ["taxBase"] = taxBase, ["taxTotal"] = taxTotal };
}
