using System.Globalization;
using System.Text;

namespace Crossdock.Wire;

/// <summary>
/// Writes values as cells of a CSV file (RFC 4180) that people open in a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe in
/// front, which it shows as text.
/// </summary>
/// <remarks>
/// For exports to people. A file that a program reads back must not be neutralised: it would get the apostrophes. Cells that hold a comma, semicolon, tab,
/// quote or line break are quoted, so they are right with any of the usual separators.
/// </remarks>
public static class CsvCell
{
    // The full-width forms are folded to the plain ones by some spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>A text as cell; null is an empty cell. A plain number stays as it is, its sign included.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",;\t\r\n") < 0 ? safe : Quoted(safe);
    }

    /// <summary>A number as cell, with a point and without grouping whatever the culture.</summary>
    public static string Of(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>True when a spreadsheet might run the text.</summary>
    public static bool IsFormula(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || IsPlainNumber(text))
        {
            return false;
        }

        // Spaces in front are passed over by some spreadsheets.
        var first = text.TrimStart([' ', '\u00A0', '\uFEFF']);
        return FormulaStarts.Contains(text[0]) || (!first.IsEmpty && FormulaStarts.Contains(first[0]));
    }

    private static bool IsPlainNumber(ReadOnlySpan<char> text)
    {
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        return !digits.IsEmpty && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && digits.IndexOfAnyExcept("0123456789.") < 0 && digits.Count('.') <= 1;
    }

    private static string Quoted(string text) => new StringBuilder(text.Length + 8).Append('"').Append(text).Replace("\"", "\"\"", 1, text.Length).Append('"').ToString();
}
