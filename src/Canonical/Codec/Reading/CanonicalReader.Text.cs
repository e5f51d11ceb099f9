using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Reads a string, undoing escapes. Anything else is refused with <c>type</c> and skipped.</summary>
    /// <param name="text">The content as UTF-8; valid until the next call.</param>
    public bool ReadText(out ReadOnlySpan<byte> text)
    {
        if (PeekValue() == '"')
        {
            return TakeString(out text);
        }

        text = default;
        WrongType("a string");
        return false;
    }

    /// <summary>Reads a string of bounded length, counted in Unicode code points.</summary>
    public string ReadString<TMode>(int minLength, int maxLength)
        where TMode : struct, IReadMode =>
        ReadText(out var text) ? CheckText<TMode>(text, minLength, maxLength) : "";

    /// <summary>Reads a string of bounded length that matches a pattern.</summary>
    public string ReadString<TMode>(int minLength, int maxLength, Utf8Pattern pattern)
        where TMode : struct, IReadMode =>
        ReadText(out var text) ? CheckText<TMode>(text, minLength, maxLength, pattern) : "";

    /// <summary>Reads a string that can only be one value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="utf8">The same as UTF-8.</param>
    public string ReadConst(string value, ReadOnlySpan<byte> utf8)
    {
        if (ReadText(out var text) && !text.SequenceEqual(utf8))
        {
            Refuse("const", value);
        }

        return value;
    }

    /// <summary>Checks the string read last and makes it text.</summary>
    public string CheckText<TMode>(ReadOnlySpan<byte> text, int minLength, int maxLength)
        where TMode : struct, IReadMode
    {
        CheckLength(text, minLength, maxLength);
        return TMode.Materialises ? ToText(text, maxLength) : "";
    }

    /// <summary>Checks the string read last, a pattern included, and makes it text.</summary>
    public string CheckText<TMode>(ReadOnlySpan<byte> text, int minLength, int maxLength, Utf8Pattern pattern)
        where TMode : struct, IReadMode
    {
        CheckPattern(text, pattern);
        return CheckText<TMode>(text, minLength, maxLength);
    }

    /// <summary>Checks the length, in Unicode code points, of the string read last.</summary>
    private void CheckLength(ReadOnlySpan<byte> text, int minLength, int maxLength)
    {
        // A code point takes 1 to 4 bytes, which settles nearly every string without counting.
        if (text.Length > maxLength || text.Length < 4L * minLength)
        {
            CountLength(text, minLength, maxLength);
        }
    }

    private void CountLength(ReadOnlySpan<byte> text, int minLength, int maxLength)
    {
        var length = Utf8Length.CodePoints(text);
        if (length < minLength)
        {
            Refuse("minLength", $"at least {minLength} characters");
        }
        else if (length > maxLength)
        {
            Refuse("maxLength", $"at most {maxLength} characters");
        }
    }

    /// <summary>Checks that the string read last matches a pattern.</summary>
    private void CheckPattern(ReadOnlySpan<byte> text, Utf8Pattern pattern)
    {
        if (!pattern.IsMatch(text))
        {
            Refuse("pattern", pattern.Source);
        }
    }

    private readonly string ToText(ReadOnlySpan<byte> text, int maxLength)
    {
        if (maxLength <= ShortTexts.MaxLength && text.Length <= ShortTexts.MaxLength)
        {
            return ShortTexts.Get(text);
        }

        return _plain ? Encoding.Latin1.GetString(text) : Encoding.UTF8.GetString(text);
    }

    /// <summary>Takes the string at the current position, which is at its opening quote.</summary>
    private bool TakeString(out ReadOnlySpan<byte> text)
    {
        var json = _json;
        var start = _pos + 1;
        var end = FindStringEnd(json, start, out _plain);
        if ((uint)end < (uint)json.Length && json[end] == '"')
        {
            text = json[start..end];
            _pos = end + 1;
            return true;
        }

        return TakeEscapedString(start, end, out text);
    }

    /// <summary>The offset of the first quote, backslash or control character from <paramref name="pos"/>; the length when there is none.</summary>
    /// <param name="json">The text.</param>
    /// <param name="pos">Where to start.</param>
    /// <param name="plain">True when everything before that offset is ASCII.</param>
    private static int FindStringEnd(ReadOnlySpan<byte> json, int pos, out bool plain)
    {
        ref var origin = ref MemoryMarshal.GetReference(json);
        var high = 0u;
        while (pos <= json.Length - Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref origin, (nuint)pos);
            var stops = (Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)0x20))).ExtractMostSignificantBits();
            if (stops != 0)
            {
                var length = BitOperations.TrailingZeroCount(stops);
                plain = (high | (block.ExtractMostSignificantBits() & ((1u << length) - 1))) == 0;
                return pos + length;
            }

            high |= block.ExtractMostSignificantBits();
            pos += Vector128<byte>.Count;
        }

        for (; pos < json.Length && json[pos] is not ((byte)'"' or (byte)'\\' or < 0x20); pos++)
        {
            high |= json[pos] & 0x80u;
        }

        plain = high == 0;
        return pos;
    }

    private bool TakeEscapedString(int start, int stop, out ReadOnlySpan<byte> text)
    {
        text = default;
        var end = stop;
        while (end < _json.Length && _json[end] == '\\')
        {
            end = end + 2 > _json.Length ? _json.Length : FindStringEnd(_json, end + 2, out _);
        }

        if (end >= _json.Length)
        {
            StopAtEnd("a string that is closed by '\"'");
            return false;
        }

        if (_json[end] != '"')
        {
            Stop(_pos, "json", $"the control character U+{_json[end]:X4} in a string", "control characters as escapes");
            return false;
        }

        var content = _json[start..end];
        var scratch = Scratch(content.Length);
        var length = JsonText.Unescape(content, scratch, out var fault);
        if (fault >= 0)
        {
            Stop(_pos, "json", Snippet.At(_json, start + fault), "the escapes of RFC 8259, surrogates in pairs");
            return false;
        }

        _pos = end + 1;
        _plain = false;
        text = scratch[..length];
        return true;
    }

    private Span<byte> Scratch(int length)
    {
        if (_scratch is null || _scratch.Length < length)
        {
            if (_scratch is not null)
            {
                ArrayPool<byte>.Shared.Return(_scratch);
            }

            _scratch = ArrayPool<byte>.Shared.Rent(length);
        }

        return _scratch;
    }
}
