using Crossdock.Canonical.CodeLists;
using CsCheck;

namespace Crossdock.Canonical.Tests.Values;

public sealed class MoneyTests
{
    private static readonly Gen<string> s_currencies = Gen.Int[0, 3].Select(i => new[] { "EUR", "JPY", "KWD", "CLF" }[i]);

    [Theory]
    [InlineData(1250, "EUR", "12.50")]
    [InlineData(-1, "EUR", "-0.01")]
    [InlineData(1250, "JPY", "1250")]
    [InlineData(1250, "KWD", "1.250")]
    [InlineData(1250, "CLF", "0.1250")]
    [InlineData(long.MinValue, "EUR", "-92233720368547758.08")]
    [InlineData(long.MaxValue, "JPY", "9223372036854775807")]
    public void Minor_units_become_an_amount(long minorUnits, string currency, string amount) =>
        Money.FromMinorUnits(minorUnits, currency).ToString().ShouldBe($"{amount} {currency}");

    [Fact]
    public void Minor_units_survive_a_round_trip() =>
        Gen.Select(Gen.Long, s_currencies).Sample((minorUnits, currency) => Money.FromMinorUnits(minorUnits, currency).ToMinorUnits() == minorUnits);

    [Fact]
    public void Rounding_gives_the_nearest_amount_the_currency_can_express() =>
        Gen.Select(Gen.Decimal[-1_000_000, 1_000_000], s_currencies).Sample((amount, currency) =>
        {
            var money = Money.Of(amount, currency);
            Iso4217.TryGetExponent(currency, out var exponent);

            money.Round().IsExactInMinorUnits.ShouldBeTrue();
            Math.Abs(money.Round().Amount - amount).ShouldBeLessThanOrEqualTo(0.5m / (decimal)Math.Pow(10, exponent));
        });

    [Fact]
    public void Halves_go_away_from_zero_unless_told_otherwise()
    {
        Money.Of(0.125m, "EUR").Round().Amount.ShouldBe(0.13m);
        Money.Of(-0.125m, "EUR").Round().Amount.ShouldBe(-0.13m);
        Money.Of(0.125m, "EUR").Round(MidpointRounding.ToEven).Amount.ShouldBe(0.12m);
    }

    [Fact]
    public void Allocation_loses_nothing_and_is_fair() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Int[0, 1000].Array[1, 12].Where(weights => weights.Sum() > 0)).Sample((minorUnits, weights) =>
        {
            var whole = Money.FromMinorUnits(minorUnits, "EUR");

            var parts = whole.Allocate([.. weights.Select(weight => (decimal)weight)]);

            parts.Aggregate(Money.Zero("EUR"), (sum, part) => sum + part).ShouldBe(whole);
            for (var i = 0; i < parts.Length; i++)
                Math.Abs(parts[i].ToMinorUnits() - ((decimal)minorUnits * weights[i] / weights.Sum())).ShouldBeLessThan(1.0001m);
        });

    [Fact]
    public void Allocation_refuses_weights_that_say_nothing()
    {
        Should.Throw<ArgumentException>(() => Money.Of(1, "EUR").Allocate());
        Should.Throw<ArgumentException>(() => Money.Of(1, "EUR").Allocate(0, 0));
        Should.Throw<ArgumentException>(() => Money.Of(1, "EUR").Allocate(1, -1));
    }

    [Fact]
    public void Amounts_of_one_currency_can_be_computed_with()
    {
        var (a, b) = (Money.Of(10.50m, "EUR"), Money.Of(0.75m, "EUR"));

        (a + b).ShouldBe(Money.Of(11.25m, "EUR"));
        (a - b).ShouldBe(Money.Of(9.75m, "EUR"));
        (-a).ShouldBe(Money.Of(-10.50m, "EUR"));
        (a * 3).ShouldBe(Money.Of(31.50m, "EUR"));
        (a / 4).ShouldBe(Money.Of(2.625m, "EUR"));
        (a > b).ShouldBeTrue();
        (a >= b).ShouldBeTrue();
        (a < b).ShouldBeFalse();
        (a <= b).ShouldBeFalse();
        new[] { a, b }.Order().ShouldBe([b, a]);
    }

    [Fact]
    public void Currencies_do_not_mix()
    {
        var (euro, yen) = (Money.Of(1, "EUR"), Money.Of(1, "JPY"));

        Should.Throw<InvalidOperationException>(() => euro + yen).Message.ShouldContain("1 JPY");
        Should.Throw<InvalidOperationException>(() => euro - yen);
        Should.Throw<InvalidOperationException>(() => euro < yen);
    }

    [Fact]
    public void What_cannot_be_counted_in_minor_units_is_refused()
    {
        Should.Throw<InvalidOperationException>(() => Money.Of(1.005m, "EUR").ToMinorUnits());
        Should.Throw<OverflowException>(() => Money.Of(decimal.MaxValue, "JPY").ToMinorUnits());
        Should.Throw<ArgumentException>(() => Money.Of(1, "XXX").Round());
        Money.Of(1.10m, "JPY").IsExactInMinorUnits.ShouldBeFalse();
        Money.Of(1.500m, "EUR").IsExactInMinorUnits.ShouldBeTrue();
        Money.Of(1, "XXX").IsExactInMinorUnits.ShouldBeFalse();
    }
}
