using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>What a declared rounding policy allows, to the minor unit, and how the pieces of the arithmetic round.</summary>
public sealed class RoundingTests
{
    private static readonly RoundingPolicy s_roundedPrice = new() { Price = PriceRounding.Rounded };

    /// <summary>3 pieces at a printed 3.33: 1.5 cents of the price and half a cent of the line.</summary>
    [Theory]
    [InlineData("9.97", true)]
    [InlineData("10.01", true)]
    [InlineData("9.96", false)]
    [InlineData("10.02", false)]
    public void A_rounded_price_explains_two_cents_on_three_pieces(string amount, bool isExplained)
    {
        var line = Line(3, 3.33m) with { LineExtensionAmount = Eur(Number(amount)) };

        RuleIdsOf(Order(line) with { Rounding = s_roundedPrice }).Contains(RuleIds.LineExtension).ShouldBe(!isExplained);
        RuleIdsOf(Order(line)).ShouldContain(RuleIds.LineExtension);
    }

    [Fact]
    public void Cutting_explains_a_whole_cent_per_piece()
    {
        var cut = s_roundedPrice with { Mode = RoundingMode.Down };

        RuleIdsOf(Order(Line(3, 3.33m) with { LineExtensionAmount = Eur(10.03m) }) with { Rounding = cut }).ShouldBeEmpty();
        RuleIdsOf(Order(Line(3, 3.33m) with { LineExtensionAmount = Eur(10.04m) }) with { Rounding = cut }).ShouldBe([RuleIds.LineExtension]);
    }

    /// <summary>Two parts, the goods and a discount, are rounded with and without tax: two cents, no more.</summary>
    [Theory]
    [InlineData("3.80", true)]
    [InlineData("3.82", true)]
    [InlineData("3.78", true)]
    [InlineData("3.83", false)]
    [InlineData("3.77", false)]
    public void Tax_by_line_explains_one_cent_per_part(string tax, bool isExplained)
    {
        var line = Line(1, 20m) with { AllowanceCharges = [Discount(1m)], LineExtensionAmount = Eur(19m), Taxes = [Vat(20, amount: Number(tax))] };
        var order = Order(line) with { Taxes = [Vat(20, 19m, Number(tax))] };

        RuleIdsOf(order with { Rounding = new RoundingPolicy { Tax = TaxRounding.Line } }).Contains(RuleIds.TaxAmount).ShouldBe(!isExplained);
    }

    [Theory]
    [InlineData("3.83", true)]
    [InlineData("3.84", false)]
    public void Tax_by_unit_explains_one_cent_per_piece(string tax, bool isExplained)
    {
        var line = Line(3, 6.333m) with { LineExtensionAmount = Eur(19m), Taxes = [Vat(20, amount: Number(tax))] };
        var order = Order(line) with { Taxes = [Vat(20, 19m, Number(tax))], Rounding = new RoundingPolicy { Tax = TaxRounding.Unit } };

        RuleIdsOf(order).Contains(RuleIds.TaxAmount).ShouldBe(!isExplained);
    }

    [Fact]
    public void A_breakdown_without_taxes_on_the_lines_may_still_be_off_by_a_cent()
    {
        var order = Order(Line(1, 19m)) with { Taxes = [Vat(20, 19m, 3.81m)] };

        RuleIdsOf(order).ShouldBe([RuleIds.TaxAmount]);
        RuleIdsOf(order with { Rounding = new RoundingPolicy { Tax = TaxRounding.Line } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RoundingMode.HalfUp, "0.13")]
    [InlineData(RoundingMode.HalfEven, "0.12")]
    [InlineData(RoundingMode.Down, "0.12")]
    public void Halves_are_rounded_as_declared(RoundingMode mode, string amount)
    {
        var order = Order(Line(1, 0.125m) with { LineExtensionAmount = Eur(Number(amount)) }) with { Rounding = new RoundingPolicy { Mode = mode } };

        RuleIdsOf(order).ShouldBeEmpty();
    }

    [Fact]
    public void Halves_to_even_may_go_up() =>
        RuleIdsOf(Order(Line(1, 0.375m) with { LineExtensionAmount = Eur(0.38m) }) with { Rounding = new RoundingPolicy { Mode = RoundingMode.HalfEven } }).ShouldBeEmpty();

    [Fact]
    public void A_line_without_amount_counts_with_its_rounded_price()
    {
        var order = Order(Line(3, 0.333m)) with { Totals = new MonetaryTotal { LineExtensionAmount = Eur(1m), PayableAmount = Eur(1m) } };

        RuleIdsOf(order).ShouldBeEmpty();
    }

    [Fact]
    public void Charges_that_contain_tax_enter_the_totals_without_it()
    {
        var shipping = new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, TaxIncluded = true, Amount = Eur(6m), Taxes = [Vat(20, 5m, 1m)] };
        var order = Order(Line(1, 10m) with { Taxes = [Vat(20, amount: 2m)] }) with
        {
            AllowanceCharges = [shipping],
            Taxes = [Vat(20, 15m, 3m)],
            Totals = new MonetaryTotal { ChargeTotalAmount = Eur(5m), ShippingAmount = Eur(5m), TaxExclusiveAmount = Eur(15m), PayableAmount = Eur(18m) },
        };

        RuleIdsOf(order).ShouldBeEmpty();
    }

    [Fact]
    public void Line_discounts_are_brought_to_the_side_of_the_price()
    {
        // 12.00 with tax less a discount of 1.00 without tax (1.20 with) = 10.80 with tax, 9.00 without.
        var line = Line(1, 12m) with
        {
            Price = new Price { Amount = Eur(12m), TaxIncluded = true },
            AllowanceCharges = [Discount(1m) with { Taxes = [Vat(20, 1m, 0.20m)] }],
            LineExtensionAmount = Eur(9m),
            Taxes = [Vat(20, amount: 1.80m)],
            TaxInclusiveAmount = Eur(10.80m),
        };

        RuleIdsOf(Order(line)).ShouldBeEmpty();
        RuleIdsOf(Order(line with { TaxInclusiveAmount = null })).ShouldBeEmpty();
        RuleIdsOf(Order(line with { TaxInclusiveAmount = null, LineExtensionAmount = Eur(9.01m) })).ShouldContain(RuleIds.LineExtension);
        RuleIdsOf(Order(line with { TaxInclusiveAmount = null, Taxes = [] })).ShouldBe([RuleIds.TotalNotCheckable]);
    }

    [Fact]
    public void Without_a_breakdown_the_tax_is_that_of_lines_and_charges()
    {
        var order = Order(Line(1, 10m) with { Taxes = [Vat(20, amount: 2m)] }) with
        {
            AllowanceCharges = [Discount(1m) with { Taxes = [Vat(20, amount: 0.20m)] }],
            Totals = new MonetaryTotal { TaxAmount = Eur(1.80m), PayableAmount = Eur(10.80m) },
        };

        RuleIdsOf(order).ShouldBeEmpty();
        RuleIdsOf(order with { Totals = new MonetaryTotal { TaxAmount = Eur(2.20m), PayableAmount = Eur(11.20m) } }).ShouldBe([RuleIds.TaxTotal]);
    }

    [Fact]
    public void Taxes_without_amounts_leave_the_total_open_and_say_so()
    {
        var order = Order(Line(1, 10m) with { Taxes = [Vat(20)] }) with { Totals = new MonetaryTotal { PayableAmount = Eur(12m) } };

        RuleIdsOf(order).ShouldBe([RuleIds.TotalNotCheckable]);
    }

    [Fact]
    public void What_is_absent_counts_as_zero()
    {
        RuleIdsOf(Order(Line(1, 10m)) with { Totals = new MonetaryTotal { PayableAmount = Eur(10m) } }).ShouldBeEmpty();
        RuleIdsOf(Order(Line(1, 10m)) with { Totals = new MonetaryTotal { PayableAmount = Eur(12m) } }).ShouldBe([RuleIds.Payable]);
    }

    [Fact]
    public void Free_lines_need_no_tax_for_the_bases_to_be_checked()
    {
        var comment = new OrderLine { Id = "2", Type = OrderLineType.Comment, Quantity = Quantity.Of(0) };
        var order = Order(Line(1, 10m) with { Taxes = [Vat(20)] }, comment) with { Taxes = [Vat(20, 5m, 1m)] };

        RuleIdsOf(order).ShouldBe([RuleIds.TaxBase]);
    }

    [Fact]
    public void Bases_are_not_compared_when_a_priced_line_says_nothing_about_tax()
    {
        var order = Order(Line(1, 10m) with { Taxes = [Vat(20)] }, Line(1, 10m) with { Id = "2" }) with { Taxes = [Vat(20, 20m, 4m)] };

        RuleIdsOf(order).ShouldBeEmpty();
    }

    [Fact]
    public void A_compound_tax_has_a_base_of_its_own()
    {
        Tax Compound(decimal? basis, decimal? amount) => Vat(10, basis, amount) with { Type = TaxType.SalesTax, IsCompound = true };
        var order = Order(Line(1, 100m) with { Taxes = [Vat(5, amount: 5m), Compound(null, 10.50m)] }) with { Taxes = [Vat(5, 100m, 5m), Compound(105m, 10.50m)] };

        RuleIdsOf(order).ShouldBeEmpty();
    }

    [Fact]
    public void Sources_that_take_returns_off_the_line_are_understood()
    {
        var ladder = new QuantityLadder { Ordered = 4, Cancelled = 1, Shipped = 3, Returned = 1 };

        RuleIdsOf(Order(Line(3, 10m) with { Quantities = ladder })).ShouldBeEmpty();
        RuleIdsOf(Order(Line(2, 10m) with { Quantities = ladder })).ShouldBeEmpty();
        RuleIdsOf(Order(Line(1, 10m) with { Quantities = ladder })).ShouldBe([RuleIds.CurrentQuantity]);
    }

    private static string[] RuleIdsOf(Order order) => [.. CanonicalRules.Check(order).Select(violation => violation.RuleId)];

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static AllowanceCharge Discount(decimal amount) => new() { IsCharge = false, Amount = Eur(amount) };

    private static OrderLine Line(decimal quantity, decimal price) =>
        new() { Id = "1", Type = OrderLineType.Item, Quantity = Quantity.Of(quantity), Price = new Price { Amount = Eur(price) } };

    private static Order Order(params ReadOnlySpan<OrderLine> lines) => new() { Number = "1", Currency = "EUR", Dates = Sample.Order.Dates, Lines = [.. lines] };
}
