using System.Text;

namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>
/// Texts as the database holds them. Its text has no character 0, but a key may: that is written as character 26 and '0', and character 26 as itself and
/// '1', so that no two texts become one.
/// </summary>
internal static class StoredText
{
    private const char Mark = '\u001a';
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes in UTF-8.</summary>
    /// <exception cref="ArgumentException">It is no valid text: half a surrogate pair has no UTF-8 form.</exception>
    public static int Size(string text) => s_utf8.GetByteCount(text);

    public static string Write(string text) => text.AsSpan().ContainsAny('\0', Mark)
        ? text.Replace("\u001a", "\u001a1", StringComparison.Ordinal).Replace("\0", "\u001a0", StringComparison.Ordinal)
        : text;

    public static string Read(string stored) => stored.Contains(Mark, StringComparison.Ordinal)
        ? stored.Replace("\u001a0", "\0", StringComparison.Ordinal).Replace("\u001a1", "\u001a", StringComparison.Ordinal)
        : stored;
}
