namespace Crossdock.Canonical.Codec;

/// <summary>Dates and timestamps as RFC 3339 text.</summary>
internal static class TimestampText
{
    /// <summary>Writes a timestamp with as many digits of a second as it has.</summary>
    /// <param name="value">The timestamp; an offset of zero is written as Z.</param>
    /// <param name="output">At least 33 bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(DateTimeOffset value, Span<byte> output)
    {
        Date(value.Year, value.Month, value.Day, output);
        output[10] = (byte)'T';
        Two(value.Hour, output[11..]);
        output[13] = (byte)':';
        Two(value.Minute, output[14..]);
        output[16] = (byte)':';
        Two(value.Second, output[17..]);
        var written = 19 + Fraction((int)(value.Ticks % TimeSpan.TicksPerSecond), output[19..]);
        var offset = value.TotalOffsetMinutes;
        if (offset == 0)
        {
            output[written] = (byte)'Z';
            return written + 1;
        }

        output[written] = (byte)(offset < 0 ? '-' : '+');
        offset = Math.Abs(offset);
        Two(offset / 60, output[(written + 1)..]);
        output[written + 3] = (byte)':';
        Two(offset % 60, output[(written + 4)..]);
        return written + 6;
    }

    /// <summary>Writes the ten characters of a date.</summary>
    public static void Date(int year, int month, int day, Span<byte> output)
    {
        Two(year / 100, output);
        Two(year % 100, output[2..]);
        output[4] = (byte)'-';
        Two(month, output[5..]);
        output[7] = (byte)'-';
        Two(day, output[8..]);
    }

    private static void Two(int value, Span<byte> output)
    {
        output[1] = (byte)('0' + value % 10);
        output[0] = (byte)('0' + value / 10);
    }

    private static int Fraction(int ticks, Span<byte> output)
    {
        if (ticks == 0)
        {
            return 0;
        }

        output[0] = (byte)'.';
        var length = 1;
        for (var unit = (int)TimeSpan.TicksPerSecond / 10; ticks > 0; unit /= 10)
        {
            output[length++] = (byte)('0' + ticks / unit);
            ticks %= unit;
        }

        return length;
    }
}
