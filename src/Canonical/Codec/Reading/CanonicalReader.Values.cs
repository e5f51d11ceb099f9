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
    public decimal ReadDecimal()
    {
        if (ReadText(out var text))
        {
            if (Utf8Decimal.TryParse(text, out var value))
            {
                return value;
            }

            Refuse("format", "a decimal such as \"12.50\" that fits 28 digits, without exponent");
        }

        return 0;
    }

    /// <summary>Reads a decimal that also matches a pattern.</summary>
    public decimal ReadDecimal(Utf8Pattern pattern)
    {
        if (ReadText(out var text))
        {
            CheckPattern(text, pattern);
            if (Utf8Decimal.TryParse(text, out var value))
            {
                return value;
            }

            Refuse("format", "a decimal such as \"12.50\" that fits 28 digits, without exponent");
        }

        return 0;
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

        CheckLength(text, minLength, maxLength);
        if (!Utf8Uri.IsAbsolute(text))
        {
            Refuse("format", "an absolute URI such as \"https://example.com/a\"");
        }

        return TMode.Materialises ? System.Text.Encoding.UTF8.GetString(text) : "";
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
