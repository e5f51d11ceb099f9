namespace Crossdock.Canonical.Tests.Keys;

/// <summary>Fault 46: what equals what is declared, and a key that could be spelled another way is none.</summary>
public class KeySpelling
{
    [Theory]
    [InlineData("SO-1")]
    [InlineData("so-1")]
    [InlineData("A B  C")]
    [InlineData("Größe-Ä")]
    [InlineData("Caf\u00E9")]
    [InlineData("注文-1")]
    [InlineData("ที่-1")]
    [InlineData("заказ №7")]
    [InlineData("box-\U0001F4E6")]
    [InlineData("가격")]
    public void A_key_that_has_one_spelling_is_fine(string key) => KeyText.FindFault(key).ShouldBeNull();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" ", "starts with white space")]
    [InlineData(" SO-1", "starts with white space")]
    [InlineData("SO-1 ", "ends with white space")]
    [InlineData("SO-1\r\n", "ends with white space")]
    [InlineData("SO-1\u00A0", "ends with white space")]
    [InlineData("SO\t1", "holds a control character")]
    [InlineData("SO\0", "holds a control character")]
    [InlineData("SO\u00A01", "holds a space that is no plain space")]
    [InlineData("SO\u200B-1", "holds an invisible character")]
    [InlineData("\uFEFFSO-1", "holds an invisible character")]
    [InlineData("SO\u202E1", "holds an invisible character")]
    [InlineData("SO\u20281", "holds a line break")]
    [InlineData("Cafe\u0301", "is not in Unicode normalization form C")]
    [InlineData("Gro\u0308\u00DFe", "is not in Unicode normalization form C")]
    [InlineData("\u212B", "is not in Unicode normalization form C")]
    [InlineData("\u1100\u1161", "is not in Unicode normalization form C")]
    [InlineData("\uF900", "is not in Unicode normalization form C")]
    public void Any_other_is_refused_with_the_reason(string key, string fault) => KeyText.FindFault(key).ShouldBe(fault);

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => KeyText.FindFault("SO-" + '\uD83D').ShouldBe("holds half of a surrogate pair");

    [Fact]
    public void No_character_composes_or_decomposes_in_an_accepted_key()
    {
        // The framework's own data is not there without globalization, so composed letters and their parts stand here.
        (char Composed, string Parts)[] letters = [('À', "A\u0300"), ('ç', "c\u0327"), ('Ż', "Z\u0307"), ('ѐ', "е\u0300"), ('が', "か\u3099"), ('ά', "α\u0301"), ('ế', "ê\u0301")];
        foreach (var (composed, parts) in letters)
        {
            KeyText.FindFault([composed]).ShouldBeNull();
            KeyText.FindFault(parts).ShouldNotBeNull();
        }
    }
}
