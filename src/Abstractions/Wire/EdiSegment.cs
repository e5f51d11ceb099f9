using System.Text;

namespace Crossdock.Wire;

/// <summary>One segment of an interchange.</summary>
internal readonly ref struct EdiSegment(ReadOnlySpan<byte> text, int number, EdiDelimiters delimiters)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Its place in the interchange, from 1; a UNA does not count.</summary>
    public int Number { get; } = number;

    /// <summary>Its name, as far as it is one.</summary>
    public string Tag
    {
        get
        {
            var end = _text.IndexOfAny((byte)delimiters.Element, (byte)delimiters.Component);
            var name = end < 0 ? _text : _text[..end];
            return name.Length is 2 or 3 && name.IndexOfAnyExceptInRange((byte)'0', (byte)'Z') < 0 ? Encoding.ASCII.GetString(name) : "?";
        }
    }

    public bool Is(ReadOnlySpan<byte> tag) => _text.StartsWith(tag) && (_text.Length == tag.Length || _text[tag.Length] == delimiters.Element);

    /// <summary>The text of an element without spaces around it, counted from 1; empty when it is not there. Of a composite, all of it.</summary>
    public string Element(int index)
    {
        var rest = _text;
        for (var i = 0; i < index; i++)
        {
            var end = EndOfElement(rest);
            if (end == rest.Length)
            {
                return "";
            }

            rest = rest[(end + 1)..];
        }

        var element = rest[..EndOfElement(rest)].Trim((byte)' ');
        return Encoding.Latin1.GetString(element.Length > 64 ? element[..64] : element);
    }

    private int EndOfElement(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (delimiters.Release is { } release && text[i] == release)
            {
                i++;
            }
            else if (text[i] == delimiters.Element)
            {
                return i;
            }
        }

        return text.Length;
    }
}
