namespace Crossdock.Canonical.Codec;

internal static class Utf8Length
{
    /// <summary>The number of Unicode code points in valid UTF-8: every byte but the continuation bytes starts one.</summary>
    public static int CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            if ((b & 0xC0) != 0x80)
            {
                count++;
            }
        }

        return count;
    }
}
