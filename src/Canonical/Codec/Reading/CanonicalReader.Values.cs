namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        var next = PeekValue();
        if (next is (byte)'t' or (byte)'f' && TakeLiteral(next == 't' ? "true"u8 : "false"u8))
        {
            return next == 't';
        }

        WrongType("true or false");
        return false;
    }

    /// <summary>Reads a decimal from a string such as <c>"12.50"</c>, keeping its scale.</summary>
    public decimal ReadDecimal() => ReadText(out var text) ? ToDecimal(text) : 0;

    /// <summary>Reads a decimal whose text is of bounded length.</summary>
    public decimal ReadDecimal(int minLength, int maxLength)
    {
        if (!ReadText(out var text))
        {
            return 0;
        }

        CheckLength(text, minLength, maxLength);
        return ToDecimal(text);
    }

    /// <summary>Reads a decimal whose text is of bounded length and matches a pattern.</summary>
    public decimal ReadDecimal(int minLength, int maxLength, Utf8Pattern pattern)
    {
        if (!ReadText(out var text))
        {
            return 0;
        }

        CheckText<ValidateOnly>(text, minLength, maxLength, pattern);
        return ToDecimal(text);
    }

    /// <summary>Reads a calendar date such as <c>"2026-02-28"</c>.</summary>
    public DateOnly ReadDate()
    {
        if (ReadText(out var text))
        {
            if (Utf8Timestamp.TryParseDate(text, out var value))
            {
                return value;
            }

            Refuse("format", "a date such as \"2026-02-28\"");
        }

        return default;
    }

    /// <summary>Reads an RFC 3339 timestamp with an offset, no finer than 100 ns.</summary>
    public DateTimeOffset ReadTimestamp()
    {
        if (ReadText(out var text))
        {
            if (Utf8Timestamp.TryParse(text, out var value))
            {
                return value;
            }

            Refuse("format", "a date and time with an offset, such as \"2026-02-28T09:30:00+01:00\", to 100 ns at most");
        }

        return default;
    }

    /// <summary>Reads an absolute URI of bounded length.</summary>
    public string ReadUri<TMode>(int minLength, int maxLength)
        where TMode : struct, IReadMode
    {
        if (!ReadText(out var text))
        {
            return "";
        }

        CheckUri(text);
        return CheckText<TMode>(text, minLength, maxLength);
    }

    /// <summary>Reads an absolute URI of bounded length that matches a pattern.</summary>
    public string ReadUri<TMode>(int minLength, int maxLength, Utf8Pattern pattern)
        where TMode : struct, IReadMode
    {
        if (!ReadText(out var text))
        {
            return "";
        }

        CheckUri(text);
        return CheckText<TMode>(text, minLength, maxLength, pattern);
    }

    private decimal ToDecimal(ReadOnlySpan<byte> text)
    {
        if (!Utf8Decimal.TryParse(text, out var value))
        {
            Refuse("format", "a decimal such as \"12.50\" that fits 28 digits, without exponent");
        }

        return value;
    }

    private void CheckUri(ReadOnlySpan<byte> text)
    {
        if (!Utf8Uri.IsAbsolute(text))
        {
            Refuse("format", "an absolute URI such as \"https://example.com/a\"");
        }
    }

    private bool TakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (_json[_pos..].StartsWith(literal))
        {
            _pos += literal.Length;
            return true;
        }

        return Expected("true, false or null");
    }
}
