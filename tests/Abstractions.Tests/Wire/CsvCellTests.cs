using System.Globalization;
using Crossdock.Wire;

namespace Crossdock.Abstractions.Tests.Wire;

/// <summary>Fault 48: no text of a partner becomes a formula in somebody's spreadsheet.</summary>
public class CsvCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("-", "'-")]
    [InlineData("-1.2.3", "'-1.2.3")]
    public void A_text_that_a_spreadsheet_would_run_is_shown_as_text(string text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Ada", "Ada")]
    [InlineData("a=b", "a=b")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+4912345", "+4912345")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    public void Any_other_text_and_plain_numbers_stay(string? text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Fact]
    public void A_number_has_a_point_in_every_culture()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = german;
            CsvCell.Of(-1234.50m).ShouldBe("-1234.50");
            CsvCell.Of((decimal?)null).ShouldBe("");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
