using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>
/// Strings of the last short codes met: currencies, units and countries come again and again, and need not be allocated each time.
/// The table has a fixed size; a newer code takes the place of an older one.
/// </summary>
internal static class ShortTexts
{
    /// <summary>The longest text kept, in bytes.</summary>
    public const int MaxLength = 4;

    private const int Size = 1024;

    private static readonly string?[] s_texts = new string?[Size];

    /// <summary>The string of a text of at most <see cref="MaxLength"/> bytes.</summary>
    public static string Get(ReadOnlySpan<byte> text)
    {
        var key = (uint)text.Length;
        foreach (var b in text)
        {
            key = (key << 8) | b;
        }

        // Reading and replacing a reference is atomic, and strings never change, so threads may share the table as it is.
        ref var place = ref s_texts[(key * 0x9E3779B1) >> 22];
        var known = place;
        if (known is not null && Ascii.Equals(text, known))
        {
            return known;
        }

        return place = Encoding.UTF8.GetString(text);
    }
}
