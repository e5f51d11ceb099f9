using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Connectors.Vendure.Tests.Orders;

/// <summary>Amounts of captured orders, exact to the last minor unit.</summary>
public class OrderMoney
{
    public static TheoryData<string> Captured => new(
        "order-authorized", "order-settled", "order-partially-shipped", "order-delivered", "order-mouse-coupon", "order-cancelled",
        "order-prices-with-tax", "order-modifying", "order-modified");

    [Theory]
    [MemberData(nameof(Captured))]
    public async Task Every_captured_order_keeps_all_rules_and_survives_its_codec(string capture)
    {
        var order = await MapAsync(Capture.Order(capture), pricesIncludeTax: capture == "order-prices-with-tax");

        CanonicalRules.Check(order).ShouldBeEmpty();
        Order.Codec.Parse(Order.Codec.ToUtf8Bytes(order)).Value.ShouldBe(order);
    }

    [Theory]
    [MemberData(nameof(Captured))]
    public async Task Totals_are_the_shops_to_the_minor_unit(string capture)
    {
        var source = Capture.Order(capture);

        var totals = (await MapAsync(source)).Totals!;

        totals.PayableAmount.ToMinorUnits().ShouldBe((long)source["totalWithTax"]!);
        totals.TaxExclusiveAmount!.Value.ToMinorUnits().ShouldBe((long)source["total"]!);
        totals.ShippingAmount!.Value.ToMinorUnits().ShouldBe((long)source["shipping"]!);
        totals.PayableRoundingAmount.ShouldBeNull();
    }

    [Fact]
    public async Task Money_is_integer_minor_units()
    {
        var order = await MapAsync(Capture.Order("order-authorized"));

        order.Totals!.PayableAmount.ShouldBe(Money.Of(2180.08m, "USD"));
        order.Lines[1].Price!.Amount.ShouldBe(Money.Of(18.99m, "USD"));
        order.Lines[1].LineExtensionAmount.ShouldBe(Money.Of(51.27m, "USD"));
        order.Taxes.Select(tax => (tax.Rate, tax.TaxableAmount!.Value.Amount, tax.Amount!.Value.Amount)).ShouldBe([(0m, 5m, 0m), (20m, 1812.57m, 362.51m)]);
    }

    [Theory]
    [InlineData("JPY", null, "218008")]
    [InlineData("KWD", null, "218.008")]
    [InlineData("JPY", 2, "2180.08")]
    public async Task The_currency_decides_what_a_minor_unit_is_unless_the_shop_is_configured_otherwise(string currency, int? decimals, string payable)
    {
        var source = Capture.Order("order-authorized");
        source["currencyCode"] = currency;

        var order = await MapAsync(source, options => options.MoneyDecimals = decimals);

        order.Totals!.PayableAmount.ShouldBe(Money.Of(decimal.Parse(payable, System.Globalization.CultureInfo.InvariantCulture), currency));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(100, false)]
    [InlineData(-100, false)]
    public async Task A_total_that_is_off_by_more_than_rounding_is_not_passed_off_as_rounding(int minorUnits, bool isRounding)
    {
        var source = Capture.Order("order-authorized");
        source["totalWithTax"] = (long)source["totalWithTax"]! + minorUnits;

        var order = await MapAsync(source);

        order.Totals!.PayableAmount.ToMinorUnits().ShouldBe((long)source["totalWithTax"]!);
        (CanonicalRules.Check(order).Count == 0).ShouldBe(isRounding);
    }

    [Fact]
    public async Task A_distributed_order_discount_is_kept_on_the_lines_with_its_coupon()
    {
        var order = await MapAsync(Capture.Order("order-authorized"));

        var discount = order.Lines[0].AllowanceCharges.ShouldHaveSingleItem();
        discount.ShouldBe(new AllowanceCharge
        {
            IsCharge = false,
            Type = AllowanceChargeType.Coupon,
            Reason = "10% coupon",
            CouponCode = "TEN",
            PromotionId = "1",
            Amount = Money.Of(129.90m, "USD"),
        });
        order.Lines.Sum(line => line.AllowanceCharges.Sum(charge => charge.Amount.Amount)).ShouldBe(201.40m);
        order.AllowanceCharges.ShouldAllBe(charge => charge.Type == AllowanceChargeType.Shipping);
    }

    [Fact]
    public async Task Prices_that_contain_tax_stay_prices_that_contain_tax()
    {
        var order = await MapAsync(Capture.Order("order-prices-with-tax"), pricesIncludeTax: true);

        order.Lines.ShouldAllBe(line => line.Price!.TaxIncluded == true);
        order.Rounding!.Price.ShouldBe(PriceRounding.Exact);
        order.Lines.Sum(line => line.TaxInclusiveAmount!.Value.Amount).ShouldBe(order.Totals!.PayableAmount.Amount - 5m);
    }

    [Fact]
    public async Task An_order_from_before_the_channels_setting_was_changed_keeps_its_own_prices()
    {
        var order = await MapAsync(Capture.Order("order-prices-with-tax"), pricesIncludeTax: false);

        order.Lines.ShouldAllBe(line => line.Price!.TaxIncluded == true);
        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_surcharge_is_a_charge_with_its_tax()
    {
        var order = await MapAsync(Capture.Order("order-modified"));

        var surcharge = order.AllowanceCharges.Single(charge => charge.Type == AllowanceChargeType.Surcharge);
        surcharge.Amount.ShouldBe(Money.Of(3.33m, "USD"));
        surcharge.Reason.ShouldBe("Express packing");
        surcharge.Taxes.ShouldHaveSingleItem().Amount.ShouldBe(Money.Of(0.67m, "USD"));
    }

    [Fact]
    public async Task A_shop_that_rounds_tax_once_per_rate_is_said_to()
    {
        // Two lines of 0.03 at 20 %: 0.01 each when rounded by line, 0.01 together when rounded per rate.
        var source = Capture.Order("order-mouse-coupon");
        foreach (var line in source["lines"]!.AsArray())
        {
            line!["discounts"] = new JsonArray();
            Set(line, 1, "quantity", "orderPlacedQuantity");
            Set(line, 3, "unitPrice", "linePrice", "proratedLinePrice");
            Set(line, 4, "unitPriceWithTax", "linePriceWithTax", "proratedLinePriceWithTax");
        }

        var summary = source["taxSummary"]!.AsArray().First(row => (int)row!["taxRate"]! == 20)!;
        Set(summary, 6, "taxBase");
        Set(summary, 1, "taxTotal");
        Set(source, 1006, "total");
        Set(source, 1007, "totalWithTax");

        var order = await MapAsync(source);

        order.Rounding!.Tax.ShouldBe(TaxRounding.Document);
        order.Totals!.TaxAmount.ShouldBe(Money.Of(0.01m, "USD"));
        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_taxes_on_one_line_are_told_apart_though_their_rates_are_equal()
    {
        var source = Capture.Order("order-mouse-coupon");
        foreach (var line in source["lines"]!.AsArray())
        {
            line!["taxLines"] = JsonNode.Parse("""[{"description":"State","taxRate":10},{"description":"County","taxRate":10}]""");
        }

        // What the shop computes for 151.9 and 339.88 with half of the tax each: its shares add up to 0.01 more than the tax.
        var (first, second) = ((long)source["lines"]![0]!["proratedLinePrice"]!, (long)source["lines"]![1]!["proratedLinePrice"]!);
        var taxes = source["lines"]!.AsArray().Select(line => ((long)line!["proratedLinePriceWithTax"]! - (long)line["proratedLinePrice"]!)).ToArray();
        var share = taxes.Sum(tax => (long)Math.Floor((tax / 2m) + 0.5m));
        source["taxSummary"] = new JsonArray(Row("State"), Row("County"), JsonNode.Parse("""{"description":"shipping tax","taxRate":0,"taxBase":1000,"taxTotal":0}"""));

        var order = await MapAsync(source);

        order.Taxes.Select(tax => tax.Jurisdiction).ShouldBe([null, "County", "State"]);
        order.Totals!.PayableAmount.ToMinorUnits().ShouldBe((long)source["totalWithTax"]!);
        CanonicalRules.Check(order).ShouldBeEmpty();

        JsonNode Row(string name) => new JsonObject { ["description"] = name, ["taxRate"] = 10, ["taxBase"] = first + second, ["taxTotal"] = share };
    }

    private static void Set(JsonNode node, int value, params string[] members)
    {
        foreach (var member in members)
        {
            node[member] = value;
        }
    }

    internal static async Task<Order> MapAsync(JsonObject source, Action<VendureOptions>? configure = null, bool pricesIncludeTax = false) =>
        (await ChangeAsync(source, configure, pricesIncludeTax)).Document.ShouldNotBeNull();

    internal static async Task<Change<Order>> ChangeAsync(JsonObject source, Action<VendureOptions>? configure = null, bool pricesIncludeTax = false)
    {
        var body = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["activeChannel"] = new JsonObject { ["id"] = "1", ["code"] = "__default_channel__", ["pricesIncludeTax"] = pricesIncludeTax },
                ["orders"] = new JsonObject { ["totalItems"] = 1, ["items"] = new JsonArray(source.DeepClone()) },
            },
        };
        await using var shop = TestShop.With(GraphQlHandler.Always(200, body), configure);
        return (await shop.ReadAsync(Checkpoint.Start with { Cursor = """{"version":1,"walk":"Placed"}""" }, 10)).Changes.ShouldHaveSingleItem();
    }
}
