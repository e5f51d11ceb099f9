using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

/// <summary>Captured orders are the oracle of the arithmetic; generated orders must follow it.</summary>
public sealed class OrderTests
{
    [Fact]
    public void The_pricing_reproduces_every_captured_order()
    {
        var captured = VendureOrders.Captured();
        captured.Count.ShouldBe(6);
        captured.Select(order => (string)order["currencyCode"]!).Distinct().ShouldBe(["USD", "EUR", "JPY"]);
        foreach (var order in captured)
        {
            var computed = new JsonObject();
            Reprice(order).WriteTo(computed, "2026-01-01T00:00:00.000Z");
            foreach (var (name, value) in computed)
            {
                AssertSame(value, order[name], $"{order["code"]} {name}");
            }
        }
    }

    [Fact]
    public void Generated_orders_add_up()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < 500; index++)
        {
            var order = VendureOrders.Generate(seed: 11, index);
            var code = (string)order["code"]!;
            seen.Add(code).ShouldBeTrue("codes are unique");
            var lines = order["lines"]!.AsArray();
            lines.Count.ShouldBeInRange(1, 6);
            Number(order, "subTotal").ShouldBe(lines.Sum(line => Number(line!, "proratedLinePrice")), code);
            Number(order, "subTotalWithTax").ShouldBe(lines.Sum(line => Number(line!, "proratedLinePriceWithTax")), code);
            Number(order, "total").ShouldBe(Number(order, "subTotal") + Number(order, "shipping"), code);
            Number(order, "totalWithTax").ShouldBe(Number(order, "subTotalWithTax") + Number(order, "shippingWithTax"), code);
            order["taxSummary"]!.AsArray().Sum(row => Number(row!, "taxBase")).ShouldBe(Number(order, "total"), code);
            order["taxSummary"]!.AsArray().Sum(row => Number(row!, "taxTotal")).ShouldBe(Number(order, "totalWithTax") - Number(order, "total"), code);
            order["payments"]!.AsArray().Sum(payment => Number(payment!, "amount")).ShouldBe(Number(order, "totalWithTax"), code);
            foreach (var line in lines)
            {
                var discount = line!["discounts"]!.AsArray().Sum(one => Number(one!, "amount"));
                Number(line, "proratedLinePrice").ShouldBe(Number(line, "linePrice") + discount, code);
            }
        }
    }

    [Fact]
    public void Generated_orders_vary()
    {
        var orders = Enumerable.Range(0, 300).Select(index => VendureOrders.Generate(seed: 1, index)).ToList();
        orders.Select(order => (string)order["currencyCode"]!).Distinct().Order().ShouldBe(["EUR", "JPY", "USD"]);
        orders.Select(order => order["lines"]!.AsArray().Count).Distinct().Order().ShouldBe([1, 2, 3, 4, 5, 6]);
        orders.Count(order => order["discounts"]!.AsArray().Count > 0).ShouldBeInRange(60, 180);
        orders.Count(order => order["shippingAddress"]!["company"] is not null).ShouldBeInRange(40, 120);
        orders.Count(order => (string)order["state"]! == "PaymentAuthorized").ShouldBeInRange(10, 60);
        orders.Count(order => order["taxSummary"]!.AsArray().Count > 2).ShouldBeGreaterThan(50, "two rates in one order");
        orders.ShouldAllBe(order => ((string)order["customer"]!["emailAddress"]!).EndsWith("@example.com"));
    }

    [Fact]
    public void The_same_seed_and_index_give_the_same_order()
    {
        var again = VendureOrders.Generate(seed: 42, index: 17).ToJsonString();
        VendureOrders.Generate(seed: 42, index: 17).ToJsonString().ShouldBe(again);
        VendureOrders.Generate(seed: 42, index: 18).ToJsonString().ShouldNotBe(again);
        VendureOrders.Generate(seed: 43, index: 17).ToJsonString().ShouldNotBe(again);
    }

    private static long Number(JsonNode node, string name) => (long)node[name]!;

    private static PricedOrder Reprice(JsonObject order)
    {
        var lines = order["lines"]!.AsArray().Select(line => new PricedLine(
            FakeCatalogue.Find((string)line!["productVariant"]!["sku"]!).ShouldNotBeNull(),
            (int)line["quantity"]!,
            (long)line["unitPrice"]!,
            (double)line["taxRate"]!,
            (string)line["taxLines"]![0]!["description"]!)).ToList();
        var promotions = new List<VendurePromotion>();
        var coupons = order["couponCodes"]!.AsArray().Select(coupon => (string)coupon!).ToList();
        if (coupons.Contains("MOUSE"))
        {
            promotions.Add(VendurePromotion.MouseDeal);
            VendurePricing.ApplyItemPercentage(lines.Where(line => line.Item.Sku == "834444"), VendurePromotion.MouseDeal, 20);
        }

        if (coupons.Contains("TEN"))
        {
            promotions.Add(VendurePromotion.TenPercent);
            VendurePricing.ApplyOrderDiscount(lines, VendurePromotion.TenPercent, subTotal => subTotal * (10 / 100.0));
        }

        if (coupons.Contains("FIVE"))
        {
            promotions.Add(VendurePromotion.FiveOff);
            VendurePricing.ApplyOrderDiscount(lines, VendurePromotion.FiveOff, _ => 500);
        }

        var shipping = order["shippingLines"]![0]!;
        return new PricedOrder((string)order["currencyCode"]!, lines, promotions)
        {
            ShippingPrice = (long)shipping["price"]!,
            ShippingTaxRate = order["taxSummary"]!.AsArray().Where(row => (string)row!["description"]! == "shipping tax").Select(row => (double)row!["taxRate"]!).Single(),
            IsExpress = (string)shipping["shippingMethod"]!["code"]! == "express-shipping",
        };
    }

    /// <summary>Everything that was computed must stand in the capture with the same value; ids and times are not computed.</summary>
    private static void AssertSame(JsonNode? computed, JsonNode? captured, string path)
    {
        switch (computed)
        {
            case JsonObject members:
                foreach (var (name, value) in members.Where(member => member.Key is not ("createdAt" or "updatedAt" or "fulfillmentLines")))
                {
                    AssertSame(value, captured![name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                captured!.AsArray().Count.ShouldBe(items.Count, path);
                for (var i = 0; i < items.Count; i++)
                {
                    AssertSame(items[i], captured[i], $"{path}[{i}]");
                }

                break;
            default:
                computed?.ToJsonString().ShouldBe(captured?.ToJsonString(), path);
                break;
        }
    }
}
