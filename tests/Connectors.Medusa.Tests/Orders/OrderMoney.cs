using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Connectors.Medusa.Tests.Orders;

/// <summary>Amounts of captured orders: rounded once where they can be paid, exact to the last digit where they are kept.</summary>
public class OrderMoney
{
    public static TheoryData<string> Captured => new(
        "order-placed", "order-captured", "order-packed", "order-partially-shipped", "order-delivered-in-part", "order-refunded", "order-free-shipping",
        "order-cancelled", "order-edited", "order-returned", "order-prices-with-tax");

    [Theory]
    [MemberData(nameof(Captured))]
    public async Task Every_captured_order_keeps_all_rules_and_survives_its_codec(string capture)
    {
        var order = await MapAsync(Capture.Order(capture));

        CanonicalRules.Check(order).ShouldBeEmpty();
        Order.Codec.Parse(Order.Codec.ToUtf8Bytes(order)).Value.ShouldBe(order);
    }

    [Theory]
    [MemberData(nameof(Captured))]
    public async Task What_is_payable_is_the_shops_total_and_its_refunds_rounded_once_and_the_exact_total_is_kept(string capture)
    {
        var source = Capture.Order(capture);
        var total = decimal.Parse(source["total"]!.ToJsonString(), CultureInfo.InvariantCulture)
            + (source["credit_lines"]?.AsArray().Sum(line => decimal.Parse((string)line!["raw_amount"]!["value"]!, CultureInfo.InvariantCulture)) ?? 0);

        var order = await MapAsync(source);

        order.Totals!.PayableAmount.ShouldBe(Money.Of(decimal.Round(total, 2, MidpointRounding.AwayFromZero), "EUR"));
        using var exact = System.Text.Json.JsonDocument.Parse(order.Extensions["medusa"].ToString());
        exact.RootElement.GetProperty("total").GetString().ShouldBe(source["total"]!.ToJsonString());
    }

    [Fact]
    public async Task A_total_that_the_shop_does_not_round_is_paid_to_the_cent()
    {
        var order = await MapAsync(Capture.Order("order-placed"));

        // 86.12387 at the shop: 27 + 26.991 + 13.482 for goods, 4.9 for shipping, 13.75087 of tax.
        order.Lines.Select(line => line.LineExtensionAmount!.Value.Amount).OrderDescending().ShouldBe([27m, 26.99m, 13.48m]);
        order.Taxes.ShouldHaveSingleItem().ShouldBe(new Tax
        {
            Category = TaxCategory.S, Name = "VAT DE", Rate = 19, TaxableAmount = Money.Of(72.37m, "EUR"), Amount = Money.Of(13.75m, "EUR"),
        });
        order.Totals!.PayableAmount.ShouldBe(Money.Of(86.12m, "EUR"));
        order.Totals.PayableRoundingAmount.ShouldBeNull();
    }

    [Fact]
    public async Task What_rounding_leaves_over_is_stated()
    {
        var source = Capture.Order("order-placed");
        source["total"] = 86.14m;

        var order = await MapAsync(source);

        order.Totals!.PayableRoundingAmount.ShouldBe(Money.Of(0.02m, "EUR"));
        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_total_that_is_off_by_more_than_rounding_is_not_passed_off_as_rounding()
    {
        var source = Capture.Order("order-placed");
        source["total"] = 87.12387m;

        CanonicalRules.Check(await MapAsync(source)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_digits_come_from_the_shops_text_and_not_from_its_binary_number()
    {
        var source = Capture.Order("order-placed");
        var line = source["items"]![0]!;
        line["unit_price"] = 0.1 + 0.2;
        line["raw_unit_price"] = FakeShop.Raw(0.30m);

        (await MapAsync(source)).Lines.ShouldContain(mapped => mapped.Price!.Amount.Amount == 0.30m);
    }

    [Fact]
    public async Task A_discount_that_the_shop_spread_to_fractions_of_a_cent_keeps_its_code()
    {
        var order = await MapAsync(Capture.Order("order-placed"));

        order.Lines.SelectMany(line => line.AllowanceCharges).ShouldAllBe(charge => charge.CouponCode == "TEN" && charge.Type == AllowanceChargeType.Promotion);
        order.Lines.Sum(line => line.AllowanceCharges.Sum(charge => charge.Amount.Amount)).ShouldBe(7.50m);
    }

    [Fact]
    public async Task Prices_that_contain_tax_stay_prices_that_contain_tax()
    {
        var order = await MapAsync(Capture.Order("order-prices-with-tax"));

        order.Lines.ShouldAllBe(line => line.Price!.TaxIncluded == true);
        order.Lines.Select(line => line.TaxInclusiveAmount!.Value.Amount).Order().ShouldBe([3.00m, 80.97m]);
        order.Totals!.PayableAmount.ShouldBe(Money.Of(88.87m, "EUR"));
    }

    [Fact]
    public async Task Free_shipping_is_a_charge_and_its_discount()
    {
        var order = await MapAsync(Capture.Order("order-free-shipping"));

        order.AllowanceCharges.Select(charge => (charge.Type, charge.IsCharge, charge.Amount.Amount)).ShouldBe(
            [(AllowanceChargeType.Shipping, true, 12.50m), (AllowanceChargeType.ShippingDiscount, false, 12.50m)]);
        order.AllowanceCharges[1].CouponCode.ShouldBe("SHIPFREE");
        order.Totals!.ShippingAmount.ShouldBe(Money.Of(0, "EUR"));
    }

    [Fact]
    public async Task A_refund_that_nothing_came_back_for_does_not_change_what_the_order_costs()
    {
        // The shop writes a credit line over 10.50, so that its own total sinks to 75.62387.
        var (before, after) = (await MapAsync(Capture.Order("order-captured")), await MapAsync(Capture.Order("order-refunded")));

        after.AllowanceCharges.ShouldBe(before.AllowanceCharges);
        after.Totals!.PayableAmount.ShouldBe(before.Totals!.PayableAmount);
        after.Totals.RefundedAmount.ShouldBe(Money.Of(10.50m, "EUR"));
        after.Totals.OutstandingAmount.ShouldBe(before.Totals.OutstandingAmount);
    }

    [Fact]
    public async Task A_refund_with_a_reason_does_not_either()
    {
        var source = Capture.Order("order-refunded");
        var credit = source["credit_lines"]![0]!;
        (credit["reference"], credit["reference_id"]) = ("Broken on arrival", "broken");
        var refund = FakeShop.Payments(source).First()["refunds"]![0]!;

        refund["refund_reason"] = new JsonObject { ["id"] = "refr_1", ["label"] = "Broken on arrival", ["code"] = "broken" };
        (await MapAsync(source)).Totals!.PayableAmount.ShouldBe(Money.Of(86.12m, "EUR"));

        refund["refund_reason"] = new JsonObject { ["id"] = "refr_2", ["label"] = "Too late", ["code"] = "late" };
        (await MapAsync(source)).Totals!.PayableAmount.ShouldBe(Money.Of(75.62m, "EUR"), "a credit line that no refund made changes what the order costs");
    }

    [Fact]
    public async Task A_credit_line_lowers_what_is_payable()
    {
        var source = Capture.Order("order-placed");
        source["credit_lines"] = new JsonArray(new JsonObject { ["id"] = "cl_1", ["reference"] = "goodwill", ["raw_amount"] = FakeShop.Raw(10m) });
        source["total"] = 76.12387m;

        var order = await MapAsync(source);

        order.Totals!.AllowanceTotalAmount.ShouldBe(Money.Of(10m, "EUR"));
        order.Totals.PayableAmount.ShouldBe(Money.Of(76.12m, "EUR"));
        CanonicalRules.Check(order).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_currency_without_cents_is_rounded_to_its_own_unit()
    {
        var source = Capture.Order("order-placed");
        foreach (var node in (JsonNode[])[source, .. FakeShop.Payments(source)])
        {
            node["currency_code"] = "jpy";
        }

        (await MapAsync(source)).Totals!.PayableAmount.ShouldBe(Money.Of(86, "JPY"));
    }

    private static async Task<Order> MapAsync(JsonObject source)
    {
        await using var shop = new TestShop(RestHandler.Always(200, new JsonObject { ["order"] = source.DeepClone() }));
        var change = (await shop.FindAsync((string)source["id"]!))!;
        change.Problems.ShouldBeEmpty();
        return change.Document!;
    }
}
