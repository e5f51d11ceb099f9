using System.Buffers;

namespace Crossdock.Canonical.Codec;

/// <summary>The <c>uri</c> format: an absolute URI in the characters of RFC 3986.</summary>
internal static class Utf8Uri
{
    private static readonly SearchValues<byte> SchemeBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    private static readonly SearchValues<byte> UriBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    /// <summary>True for a scheme, a colon and at least one more character, all of them allowed in a URI.</summary>
    public static bool IsAbsolute(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        return colon > 0
            && colon < text.Length - 1
            && char.IsAsciiLetter((char)text[0])
            && !text[..colon].ContainsAnyExcept(SchemeBytes)
            && !text.ContainsAnyExcept(UriBytes)
            && PercentsAreHex(text);
    }

    private static bool PercentsAreHex(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'%'); at >= 0; at = text.IndexOf((byte)'%'))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[at + 1]) || !char.IsAsciiHexDigit((char)text[at + 2]))
            {
                return false;
            }

            text = text[(at + 3)..];
        }

        return true;
    }
}
