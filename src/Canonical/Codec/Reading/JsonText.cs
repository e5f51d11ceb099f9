using System.Buffers;
using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>The escapes of JSON strings.</summary>
internal static class JsonText
{
    /// <summary>Undoes the escapes of a string's content.</summary>
    /// <param name="content">Valid UTF-8 between the quotes.</param>
    /// <param name="output">At least as long as <paramref name="content"/>; no escape is shorter than what it stands for.</param>
    /// <param name="fault">Where the first wrong escape starts; -1 when there is none. A lone surrogate counts as one.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> output, out int fault)
    {
        var written = 0;
        fault = -1;
        for (var i = 0; i < content.Length;)
        {
            var next = content[i];
            if (next != '\\')
            {
                output[written++] = next;
                i++;
                continue;
            }

            var length = Escape(content[i..], out var rune);
            if (length == 0)
            {
                fault = i;
                return written;
            }

            written += rune.EncodeToUtf8(output[written..]);
            i += length;
        }

        return written;
    }

    /// <summary>A string's content as text; escapes that are wrong stay as they are.</summary>
    public static string Unescape(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(content);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(content.Length);
        var length = Unescape(content, buffer, out var fault);
        var text = Encoding.UTF8.GetString(fault < 0 ? buffer.AsSpan(0, length) : content);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Reads one escape at the start of <paramref name="text"/>.</summary>
    /// <returns>Its length in bytes; 0 when it is wrong.</returns>
    private static int Escape(ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        if (text.Length < 2)
        {
            return 0;
        }

        switch (text[1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                rune = new Rune((char)text[1]);
                return 2;
            case (byte)'b':
                rune = new Rune('\b');
                return 2;
            case (byte)'f':
                rune = new Rune('\f');
                return 2;
            case (byte)'n':
                rune = new Rune('\n');
                return 2;
            case (byte)'r':
                rune = new Rune('\r');
                return 2;
            case (byte)'t':
                rune = new Rune('\t');
                return 2;
            case (byte)'u' when TryHex(text, 2, out var unit):
                if (Rune.TryCreate(unit, out rune))
                {
                    return 6;
                }

                return text.Length >= 12 && text[6] == '\\' && text[7] == 'u' && TryHex(text, 8, out var low) && Rune.TryCreate(unit, low, out rune) ? 12 : 0;
            default:
                return 0;
        }
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int start, out char unit)
    {
        unit = default;
        if (text.Length < start + 4)
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text.Slice(start, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | ((digit & 0xF) + (digit >> 6) * 9);
        }

        unit = (char)value;
        return true;
    }
}
