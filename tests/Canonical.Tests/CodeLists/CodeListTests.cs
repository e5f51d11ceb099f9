using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Tests.CodeLists;

public sealed class CodeListTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("UYW", 4)]
    public void A_currency_knows_its_exponent(string code, int expected)
    {
        Iso4217.TryGetExponent(code, out var exponent).ShouldBeTrue();
        exponent.ShouldBe(expected);
    }

    [Theory]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("eur")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("")]
    public void What_is_no_currency_is_not_known(string code) => Iso4217.Contains(code).ShouldBeFalse();

    [Fact]
    public void The_lists_have_the_size_of_their_source()
    {
        Iso3166.Countries.Codes.Count.ShouldBe(249 + 2);
        TradeCodes.AllowanceReasons.Codes.Count.ShouldBe(19);
        TradeCodes.ChargeReasons.Codes.Count.ShouldBe(178);
        TradeCodes.InvoiceTypes.Codes.ShouldNotContain(code => TradeCodes.CreditNoteTypes.Contains(code));
        UnitCodes.All.Codes.Count.ShouldBeGreaterThan(100);
        PackageCodes.All.Codes.ShouldAllBe(code => code.Length == 2);
    }

    [Theory]
    [InlineData("C62", true)]
    [InlineData("KGM", true)]
    [InlineData("XCT", true)]
    [InlineData("X8A", true)]
    [InlineData("XQQ", false)]
    [InlineData("PCS", false)]
    public void Units_may_be_packages_behind_an_X(string code, bool expected) => UnitCodes.Contains(code).ShouldBe(expected);

    [Theory]
    [InlineData("0088", true)]
    [InlineData("0002", true)]
    [InlineData("0240", true)]
    [InlineData("0092", false)]
    [InlineData("9930", true)]
    [InlineData("2", false)]
    public void Ranges_of_identifier_schemes_keep_their_zeros(string code, bool expected) => EuropeanCodes.IdentifierSchemes.Contains(code).ShouldBe(expected);

    [Theory]
    [InlineData("1", true)]
    [InlineData("58", true)]
    [InlineData("69", false)]
    [InlineData("ZZZ", true)]
    public void Ranges_of_payment_means_have_gaps(string code, bool expected) => TradeCodes.PaymentMeans.Contains(code).ShouldBe(expected);

    [Fact]
    public void A_list_describes_its_codes()
    {
        UnitCodes.All.Describe("KGM").ShouldBe("kilogram");
        UnitCodes.All.Describe("???").ShouldBeNull();
        Iso3166.Countries.Describe("DE").ShouldBeNull();
        TradeCodes.ResponseTypes.Describe("RE").ShouldBe("rejected");
    }

    /// <summary>What the schema offers as known values must not be what the rules then warn about.</summary>
    [Fact]
    public void Known_values_of_the_schema_are_in_the_lists()
    {
        Known<PaymentMeansCode>().ShouldAllBe(code => TradeCodes.PaymentMeans.Contains(code));
        Known<InvoiceTypeCode>().ShouldAllBe(code => TradeCodes.InvoiceTypes.Contains(code) || TradeCodes.CreditNoteTypes.Contains(code));
        Known<IdentifierScheme>().Where(code => char.IsAsciiDigit(code[0])).ShouldAllBe(code => EuropeanCodes.IdentifierSchemes.Contains(code));
    }

    private static string[] Known<T>()
    {
        var codes = typeof(T).GetProperties().Where(property => property.GetMethod!.IsStatic && property.PropertyType == typeof(T))
            .Select(property => property.GetValue(null)!.ToString()!).ToArray();
        codes.ShouldNotBeEmpty();
        return codes;
    }
}
