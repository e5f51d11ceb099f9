using Crossdock.Canonical.CheckDigits;
using CsCheck;

namespace Crossdock.Canonical.Tests.CodeLists;

public sealed class Gs1CheckDigitTests
{
    private static readonly int[] s_lengths = [7, 11, 12, 13, 17];

    private static readonly Gen<string> s_numbers = Gen.Int[0, 4].Select(i => s_lengths[i]).SelectMany(length => Gen.Char['0', '9'].Array[length].Select(digits => new string(digits)));

    [Theory]
    [InlineData("96385074")]
    [InlineData("036000291452")]
    [InlineData("4006381333931")]
    [InlineData("14006381333938")]
    public void Published_examples_are_valid(string gtin) => Gs1CheckDigit.IsGtin(gtin).ShouldBeTrue();

    [Theory]
    [InlineData("4006381333930")]
    [InlineData("400638133393")]
    [InlineData("40063813339310")]
    [InlineData("400638133393A")]
    [InlineData("123456789")]
    [InlineData("")]
    public void What_is_no_GTIN_is_refused(string text) => Gs1CheckDigit.IsGtin(text).ShouldBeFalse();

    [Fact]
    public void Sscc_and_gln_have_their_own_lengths()
    {
        Gs1CheckDigit.IsSscc("340123450000000000").ShouldBeTrue();
        Gs1CheckDigit.IsSscc("340123450000000001").ShouldBeFalse();
        Gs1CheckDigit.IsSscc("4006381333931").ShouldBeFalse();
        Gs1CheckDigit.IsGln("4012345000009").ShouldBeTrue();
        Gs1CheckDigit.IsGln("4012345000000").ShouldBeFalse();
        Gs1CheckDigit.IsGln("96385074").ShouldBeFalse();
    }

    [Fact]
    public void Every_wrong_digit_is_found() =>
        Gen.Select(s_numbers, Gen.Int[0, 17], Gen.Int[1, 9]).Sample((digits, position, shift) =>
        {
            var number = (digits + Gs1CheckDigit.Compute(digits)).ToCharArray();
            Gs1CheckDigit.Compute(number.AsSpan(0, number.Length - 1)).ShouldBe(number[^1]);
            var at = position % number.Length;
            number[at] = (char)('0' + ((number[at] - '0' + shift) % 10));

            Gs1CheckDigit.Compute(number.AsSpan(0, number.Length - 1)).ShouldNotBe(number[^1]);
        });

    [Fact]
    public void Swapped_neighbours_are_found_unless_they_differ_by_five() =>
        Gen.Select(s_numbers, Gen.Int[0, 16]).Sample((digits, position) =>
        {
            var at = position % (digits.Length - 1);
            var swapped = digits.ToCharArray();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);

            var isHidden = Math.Abs(digits[at] - digits[at + 1]) is 0 or 5;
            (Gs1CheckDigit.Compute(swapped) == Gs1CheckDigit.Compute(digits)).ShouldBe(isHidden);
        });

    [Theory]
    [InlineData("")]
    [InlineData("12a4")]
    public void Something_else_than_digits_has_no_check_digit(string text) => Should.Throw<ArgumentException>(() => Gs1CheckDigit.Compute(text));
}
