using System.Numerics;

namespace Crossdock.Canonical.Codec;

/// <summary>Decimals as strings on the wire: an optional minus, digits without leading zeros, optionally a point and digits.</summary>
internal static class Utf8Decimal
{
    /// <summary>The longest text, without sign, of which every value fits 64 bits.</summary>
    private const int NarrowLength = 19;

    /// <summary>29 digits and a point, or a zero, a point and 28 digits: nothing longer fits a decimal.</summary>
    private const int MaxLength = 30;

    private const int MaxScale = 28;

    /// <summary>Reads a decimal exactly, keeping trailing zeros as scale.</summary>
    /// <returns>False for another syntax, and for a number that <see cref="decimal"/> cannot hold without rounding.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            text = text[1..];
        }

        UInt128 mantissa = 0;
        int scale;
        if (text.Length <= NarrowLength)
        {
            if (!TryDigits<ulong>(text, out var narrow, out scale))
            {
                return false;
            }

            mantissa = narrow;
        }
        else if (text.Length > MaxLength || !TryDigits(text, out mantissa, out scale) || mantissa >> 96 != 0)
        {
            return false;
        }

        if (scale > MaxScale)
        {
            return false;
        }

        // Zero has no sign here: -0 and 0 are one amount and must give one text.
        value = new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative && mantissa != 0, (byte)scale);
        return true;
    }

    private static bool TryDigits<TNumber>(ReadOnlySpan<byte> text, out TNumber mantissa, out int scale)
        where TNumber : struct, IBinaryInteger<TNumber>
    {
        mantissa = TNumber.Zero;
        scale = 0;
        var ten = TNumber.CreateTruncating(10);
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                mantissa = mantissa * ten + TNumber.CreateTruncating(digit);
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var whole = point < 0 ? text.Length : point;
        scale = text.Length - whole - (point < 0 ? 0 : 1);
        return whole > 0 && (point < 0 || scale > 0) && (whole == 1 || text[0] != '0');
    }
}
