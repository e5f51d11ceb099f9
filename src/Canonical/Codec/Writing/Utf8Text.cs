using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Crossdock.Canonical.Codec;

/// <summary>Text to UTF-8 JSON, with the least escapes (RFC 8785, section 3.2.2.2).</summary>
internal static class Utf8Text
{
    /// <summary>Transcodes text that needs no escapes; fails on a lone surrogate.</summary>
    public static OperationStatus FromUtf16(ReadOnlySpan<char> text, Span<byte> output, out int written) =>
        Utf8.FromUtf16(text, output, out _, out written, replaceInvalidSequences: false);

    /// <summary>Writes one character, escaped when JSON demands it.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="output">At least 6 bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Escape(Rune rune, Span<byte> output)
    {
        var shortForm = rune.Value switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (shortForm != '\0')
        {
            output[0] = (byte)'\\';
            output[1] = (byte)shortForm;
            return 2;
        }

        if (rune.Value >= 0x20)
        {
            return rune.EncodeToUtf8(output);
        }

        "\\u00"u8.CopyTo(output);
        output[4] = (byte)('0' + (rune.Value >> 4));
        output[5] = (byte)"0123456789abcdef"[rune.Value & 0xF];
        return 6;
    }
}
