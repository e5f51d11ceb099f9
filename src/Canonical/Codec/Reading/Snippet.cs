using System.Buffers;
using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>Short descriptions of what stands at a place in a text, for people.</summary>
internal static class Snippet
{
    private const int MaxLength = 60;

    /// <summary>Describes the token that starts at <paramref name="offset"/>; at most 64 characters.</summary>
    public static string At(ReadOnlySpan<byte> json, int offset)
    {
        if (offset >= json.Length)
        {
            return "the end of the text";
        }

        switch (json[offset])
        {
            case (byte)'{':
                return "an object";
            case (byte)'[':
                return "an array";
            case (byte)'"':
                return Text(json[offset..], StringEnd(json[offset..]));
            default:
                var end = json[offset..].IndexOfAny(" \t\r\n,:]}\""u8);
                return Text(json[offset..], end < 0 ? json.Length - offset : Math.Max(end, 1));
        }
    }

    /// <summary>The content, escapes included, of the string whose opening quote is at <paramref name="offset"/>.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> json, int offset)
    {
        var text = json[offset..];
        var end = StringEnd(text);
        return text[1..(text[end - 1] == '"' && end > 1 ? end - 1 : end)];
    }

    /// <summary>The offset of the first byte that is not UTF-8.</summary>
    public static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (offset < text.Length && Rune.DecodeFromUtf8(text[offset..], out _, out var consumed) == OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }

    private static int StringEnd(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static string Text(ReadOnlySpan<byte> text, int length)
    {
        // No UTF-8 byte makes more than one UTF-16 unit, so cutting bytes bounds the characters.
        var cut = length > MaxLength;
        text = text[..Math.Min(length, MaxLength)];
        if (cut)
        {
            while (text.Length > 0 && FirstInvalidByte(text) < text.Length)
            {
                text = text[..FirstInvalidByte(text)];
            }
        }

        var found = Encoding.UTF8.GetString(text);
        foreach (var c in found)
        {
            if (char.IsControl(c))
            {
                found = found.Replace(c, ' ');
            }
        }

        return cut ? found + "…" : found;
    }
}
