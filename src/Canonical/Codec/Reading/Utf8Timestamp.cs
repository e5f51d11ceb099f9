namespace Crossdock.Canonical.Codec;

/// <summary>Dates and timestamps of RFC 3339.</summary>
internal static class Utf8Timestamp
{
    private const int DateLength = 10;
    private const int FractionDigits = 7;

    public static bool TryParseDate(ReadOnlySpan<byte> text, out DateOnly value)
    {
        if (text.Length == DateLength && TryDate(text, out var year, out var month, out var day))
        {
            value = new DateOnly(year, month, day);
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < 20 || !TryDate(text, out var year, out var month, out var day) || (text[10] | 0x20) != 't'
            || !TryTwo(text, 11, 23, out var hour) || text[13] != ':' || !TryTwo(text, 14, 59, out var minute)
            || text[16] != ':' || !TryTwo(text, 17, 59, out var second))
        {
            return false;
        }

        text = text[19..];
        if (!TryFraction(ref text, out var fraction) || !TryOffset(text, out var offset))
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second).Ticks + fraction;
        var utc = local - offset * TimeSpan.TicksPerMinute;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(local, new TimeSpan(offset * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        month = day = 0;
        return TryTwo(text, 0, 99, out year) & TryTwo(text, 2, 99, out var rest)
            && (year = year * 100 + rest) > 0
            && text[4] == '-' && TryTwo(text, 5, 12, out month) && month > 0
            && text[7] == '-' && TryTwo(text, 8, 31, out day) && day > 0
            && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
    }

    private static bool TryTwo(ReadOnlySpan<byte> text, int at, int max, out int value)
    {
        var tens = (uint)text[at] - '0';
        var ones = (uint)text[at + 1] - '0';
        value = (int)(tens * 10 + ones);
        return tens <= 9 && ones <= 9 && value <= max;
    }

    /// <summary>Takes a fraction of a second; digits beyond 100 ns must be zeros.</summary>
    private static bool TryFraction(ref ReadOnlySpan<byte> text, out int ticks)
    {
        ticks = 0;
        if (text[0] != '.')
        {
            return true;
        }

        var digits = 1;
        for (; digits < text.Length && (uint)text[digits] - '0' is <= 9 and var digit; digits++)
        {
            if (digits <= FractionDigits)
            {
                ticks = ticks * 10 + (int)digit;
            }
            else if (digit != 0)
            {
                return false;
            }
        }

        for (var i = digits; i <= FractionDigits; i++)
        {
            ticks *= 10;
        }

        text = text[digits..];
        return digits > 1 && text.Length > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || !TryTwo(text, 1, 14, out var hours)
            || text[3] != ':' || !TryTwo(text, 4, 59, out var rest) || hours * 60 + rest > 14 * 60)
        {
            return false;
        }

        minutes = (text[0] == '-' ? -1 : 1) * (hours * 60 + rest);
        return true;
    }
}
