namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>The most digits of which every value fits a <see cref="long"/>.</summary>
    private const int FastDigits = 18;

    /// <summary>Reads a whole number within bounds. A number with a fraction that is not zero is refused with <c>type</c>.</summary>
    public long ReadInteger(long minimum, long maximum)
    {
        var next = PeekValue();
        if (next != '-' && (uint)(next - '0') > 9)
        {
            WrongType("a whole number");
            return 0;
        }

        if (!TakeShortInteger(out var value) && !TakeAnyInteger(out value))
        {
            return 0;
        }

        if (value < minimum)
        {
            Refuse("minimum", $"at least {minimum}");
        }
        else if (value > maximum)
        {
            Refuse("maximum", $"at most {maximum}");
        }

        return value;
    }

    private bool TakeShortInteger(out long value)
    {
        var json = _json;
        var pos = _pos;
        var negative = json[pos] == '-';
        if (negative)
        {
            pos++;
        }

        var start = pos;
        value = 0;
        while ((uint)pos < (uint)json.Length && (uint)json[pos] - '0' is <= 9 and var digit)
        {
            value = value * 10 + digit;
            pos++;
        }

        var digits = pos - start;
        if (digits is 0 or > FastDigits || (digits > 1 && json[start] == '0')
            || (pos < json.Length && json[pos] is (byte)'.' or (byte)'e' or (byte)'E'))
        {
            return false;
        }

        value = negative ? -value : value;
        _pos = pos;
        return true;
    }

    /// <summary>Takes the rarer spellings: 19 digits, <c>3.0</c>, <c>2e3</c>.</summary>
    private bool TakeAnyInteger(out long value)
    {
        value = 0;
        if (!TakeNumber(out var text))
        {
            return false;
        }

        switch (JsonNumber.ToInteger(text, out value))
        {
            case NumberFit.Exact:
                return true;
            case NumberFit.Fraction:
                Refuse("type", "a whole number");
                return false;
            default:
                Refuse("type", "a whole number of 64 bits");
                return false;
        }
    }

    /// <summary>Takes the number at the current position by the grammar of RFC 8259.</summary>
    private bool TakeNumber(out ReadOnlySpan<byte> text)
    {
        var length = JsonNumber.Length(_json[_pos..]);
        text = _json.Slice(_pos, Math.Max(length, 0));
        if (length < 0)
        {
            return Expected("a JSON number");
        }

        _pos += length;
        return true;
    }
}
