using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>Orders as real shops computed them, in minor units as they sent them: legitimate rounding must pass, a cent must not.</summary>
public sealed class RealOrderTests
{
    /// <summary>One Vendure line: price, quantity, share of the order discount, net and gross after discount.</summary>
    private sealed record ShopLine(long UnitPrice, int Quantity, int Placed, long Discount, long Net, long Gross);

    private static readonly ShopLine[] s_authorised =
    [
        new(129900, 1, 1, 12990, 116910, 140292),
        new(1899, 3, 3, 570, 5127, 6152),
        new(32900, 2, 2, 6580, 59220, 71064),
    ];

    private static readonly ShopLine[] s_oneTabletCancelled = [.. s_authorised[..2], new(32900, 1, 2, 3290, 29610, 35532)];

    private static readonly ShopLine[] s_allCancelled = [new(1899, 0, 1, 0, 0, 0), new(16994, 0, 2, 0, 0, 0)];

    [Fact]
    public void An_order_with_a_coupon_spread_over_the_lines_passes() =>
        CanonicalRules.Check(Vendure(s_authorised, 500, 0, 181257, 36251, 218008)).ShouldBeEmpty();

    [Fact]
    public void The_same_order_passes_after_a_unit_was_cancelled() =>
        CanonicalRules.Check(Vendure(s_oneTabletCancelled, 500, 0, 151647, 30329, 182476)).ShouldBeEmpty();

    [Fact]
    public void An_order_cancelled_as_a_whole_passes_with_zero_quantities() =>
        CanonicalRules.Check(Vendure(s_allCancelled, 1000, 1000, 0, 0, 0)).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_cent_off_the_total_is_found(int cents)
    {
        var violations = CanonicalRules.Check(Vendure(s_authorised, 500, 0, 181257, 36251, 218008 + cents));

        violations.ShouldHaveSingleItem().RuleId.ShouldBe(RuleIds.Payable);
    }

    [Fact]
    public void A_cent_moved_from_tax_to_a_line_is_found()
    {
        var lines = s_authorised.ToArray();
        lines[1] = lines[1] with { Net = 5128 };

        CanonicalRules.Check(Vendure(lines, 500, 0, 181258, 36250, 218008)).Select(violation => violation.RuleId).ShouldContain(RuleIds.LineExtension);
    }

    /// <summary>18.99 net at 20 % is printed as 22.79; the shop multiplies before it rounds, so three cost 68.36 and not 68.37.</summary>
    [Fact]
    public void A_printed_price_with_tax_passes_when_the_mapping_declares_it_rounded()
    {
        var order = TaxIncluded(new RoundingPolicy { Price = PriceRounding.Rounded, Tax = TaxRounding.Unit });

        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_price_is_refused_when_nothing_is_declared() =>
        CanonicalRules.Check(TaxIncluded(null)).Select(violation => (violation.RuleId, violation.Pointer))
            .ShouldContain((RuleIds.LineExtension, "/lines/0/taxInclusiveAmount"));

    /// <summary>A shop that keeps fractions of a cent: lines and tax are rounded, the rest goes into the rounding amount.</summary>
    [Fact]
    public void A_source_that_does_not_round_is_mapped_with_a_rounding_amount()
    {
        // The shop says 2 x 29.99 less 10 % = 53.982, tax 19 % = 10.25658, total 64.23858, and charged 64.24; its own total after a refund is 64.23.
        var order = new Order
        {
            Number = "1",
            Currency = "EUR",
            Dates = Sample.Order.Dates,
            Lines = [Line("1", 2, 29.99m, new AllowanceCharge { IsCharge = false, Amount = Sample.Eur(6.00m) }, 53.98m)],
            Taxes = [Sample.Vat(19, 53.98m, 10.26m)],
            Totals = new MonetaryTotal { TaxInclusiveAmount = Sample.Eur(64.24m), PayableRoundingAmount = Sample.Eur(-0.01m), PayableAmount = Sample.Eur(64.23m) },
        };

        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("JPY", "500", "50", "550", true)]
    [InlineData("JPY", "500.5", "50", "550.5", false)]
    [InlineData("KWD", "1.235", "0.124", "1.359", true)]
    [InlineData("KWD", "1.235", "0.1235", "1.3585", false)]
    public void Amounts_follow_the_exponent_of_their_currency(string currency, string net, string tax, string total, bool isValid)
    {
        var (netAmount, taxAmount) = (Parse(net, currency), Parse(tax, currency));
        var order = new Order
        {
            Number = "1",
            Currency = currency,
            Dates = Sample.Order.Dates,
            Lines = [new OrderLine { Id = "1", Type = OrderLineType.Item, Quantity = Quantity.Of(1), Price = new Price { Amount = netAmount }, LineExtensionAmount = netAmount }],
            Taxes = [new Tax { Category = TaxCategory.S, Rate = 10, TaxableAmount = netAmount, Amount = taxAmount }],
            Totals = new MonetaryTotal { PayableAmount = Parse(total, currency) },
        };

        var violations = CanonicalRules.Check(order);

        violations.Any(violation => violation.RuleId == RuleIds.AmountPrecision).ShouldBe(!isValid, string.Join("; ", violations));
        if (isValid)
            violations.ShouldBeEmpty();
    }

    private static Money Parse(string amount, string currency) => Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

    private static OrderLine Line(string id, decimal quantity, decimal price, AllowanceCharge discount, decimal amount) => new()
    {
        Id = id,
        Type = OrderLineType.Item,
        Quantity = Quantity.Of(quantity),
        Price = new Price { Amount = Sample.Eur(price) },
        AllowanceCharges = [discount],
        LineExtensionAmount = Sample.Eur(amount),
    };

    private static Order Vendure(ShopLine[] lines, long shipping, long shippingDiscount, long taxBase, long tax, long total) => new()
    {
        Number = "6CR1HYFGL7DRDEE2",
        Currency = "USD",
        Dates = Sample.Order.Dates,
        Rounding = new RoundingPolicy { Tax = TaxRounding.Line },
        Lines = lines.Select(VendureLine).ToValueList(),
        AllowanceCharges =
        [
            new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Amount = Usd(shipping), Taxes = [Rate(0)] },
            new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.ShippingDiscount, Amount = Usd(shippingDiscount), Taxes = [Rate(0)] },
        ],
        Taxes = [Rate(20) with { TaxableAmount = Usd(taxBase), Amount = Usd(tax) }, Rate(0) with { TaxableAmount = Usd(shipping - shippingDiscount), Amount = Usd(0) }],
        Totals = new MonetaryTotal { ShippingAmount = Usd(shipping - shippingDiscount), TaxExclusiveAmount = Usd(taxBase + shipping - shippingDiscount), PayableAmount = Usd(total) },
    };

    private static OrderLine VendureLine(ShopLine line, int index) => new()
    {
        Id = $"{index + 1}",
        Type = OrderLineType.Item,
        Quantity = Quantity.Of(line.Quantity),
        Quantities = new QuantityLadder { Ordered = line.Placed, Cancelled = line.Placed - line.Quantity },
        Price = new Price { Amount = Usd(line.UnitPrice) },
        AllowanceCharges = [new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.Coupon, Amount = Usd(line.Discount) }],
        LineExtensionAmount = Usd(line.Net),
        Taxes = [Rate(20) with { Amount = Usd(line.Gross - line.Net) }],
        TaxAmount = Usd(line.Gross - line.Net),
        TaxInclusiveAmount = Usd(line.Gross),
    };

    private static Order TaxIncluded(RoundingPolicy? rounding) => new()
    {
        Number = "1",
        Currency = "USD",
        Dates = Sample.Order.Dates,
        Rounding = rounding,
        Lines =
        [
            new OrderLine
            {
                Id = "1",
                Type = OrderLineType.Item,
                Quantity = Quantity.Of(3),
                Price = new Price { Amount = Usd(2279), TaxIncluded = true },
                LineExtensionAmount = Usd(5697),
                Taxes = [Rate(20) with { Amount = Usd(1139) }],
                TaxAmount = Usd(1139),
                TaxInclusiveAmount = Usd(6836),
            },
        ],
        Taxes = [Rate(20) with { TaxableAmount = Usd(5697), Amount = Usd(1139) }],
        Totals = new MonetaryTotal { PayableAmount = Usd(6836) },
    };

    private static Money Usd(long minorUnits) => Money.FromMinorUnits(minorUnits, "USD");

    private static Tax Rate(decimal rate) => new() { Category = rate == 0 ? TaxCategory.Z : TaxCategory.S, Rate = rate };
}
