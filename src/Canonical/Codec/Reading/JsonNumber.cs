using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace Crossdock.Canonical.Codec;

/// <summary>How a JSON number fits what it is read into.</summary>
internal enum NumberFit
{
    Exact,
    Fraction,
    TooLarge,
}

/// <summary>The grammar and the exact value of JSON numbers.</summary>
internal static class JsonNumber
{
    private const int MaxSignificantDigits = 28;

    /// <summary>The length of the number at the start of <paramref name="text"/>; -1 when it is malformed.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        var pos = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var whole = Digits(text, pos);
        if (whole == 0 || (whole > 1 && text[pos] == '0'))
        {
            return -1;
        }

        pos += whole;
        if (pos < text.Length && text[pos] == '.')
        {
            var fraction = Digits(text, pos + 1);
            if (fraction == 0)
            {
                return -1;
            }

            pos += fraction + 1;
        }

        if (pos < text.Length && (text[pos] | 0x20) == 'e')
        {
            pos++;
            if (pos < text.Length && text[pos] is (byte)'+' or (byte)'-')
            {
                pos++;
            }

            var exponent = Digits(text, pos);
            if (exponent == 0)
            {
                return -1;
            }

            pos += exponent;
        }

        return pos;
    }

    /// <summary>Reads the exact value of a well-formed number.</summary>
    public static NumberFit ToInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        Split(text, out var significant, out var exponent);
        if (significant.Length == 0)
        {
            return NumberFit.Exact;
        }

        if (exponent < 0)
        {
            return NumberFit.Fraction;
        }

        // 19 digits are the most a long has; zeros from the exponent count.
        if (significant.Length + exponent > 19)
        {
            return NumberFit.TooLarge;
        }

        var exact = BigInteger.Parse(significant, CultureInfo.InvariantCulture) * BigInteger.Pow(10, (int)exponent);
        exact = text[0] == '-' ? -exact : exact;
        if (exact < long.MinValue || exact > long.MaxValue)
        {
            return NumberFit.TooLarge;
        }

        value = (long)exact;
        return NumberFit.Exact;
    }

    /// <summary>True when a reader with doubles or decimals can hold the number: neither infinite, nor rounded to zero, nor of more than 28 digits.</summary>
    public static bool IsPortable(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 15 && text.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        Split(text, out var significant, out _);
        return significant.Length == 0
            || (significant.Length <= MaxSignificantDigits
                && Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value) && value != 0);
    }

    /// <summary>Splits a number into significant digits, without zeros at either end, and a power of ten.</summary>
    private static void Split(ReadOnlySpan<byte> text, out string significant, out long exponent)
    {
        exponent = 0;
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            // An exponent beyond any double is only compared, never used, so a bound will do.
            var written = text[(mark + 1)..];
            exponent = long.TryParse(written, CultureInfo.InvariantCulture, out var parsed)
                ? Math.Clamp(parsed, int.MinValue, int.MaxValue)
                : written[0] == '-' ? int.MinValue : int.MaxValue;
            text = text[..mark];
        }

        var digits = new char[text.Length];
        var count = 0;
        var afterPoint = false;
        foreach (var b in text)
        {
            if (b == '.')
            {
                afterPoint = true;
            }
            else if (b != '-')
            {
                digits[count++] = (char)b;
                exponent -= afterPoint ? 1 : 0;
            }
        }

        var all = new string(digits, 0, count).TrimStart('0');
        significant = all.TrimEnd('0');
        exponent += all.Length - significant.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
        {
            end++;
        }

        return end - start;
    }
}
