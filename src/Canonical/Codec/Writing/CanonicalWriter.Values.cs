using System.Buffers;
using System.Text;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalWriter
{
    /// <summary>The longest decimal: sign, 29 digits, point; or sign, zero, point, 28 digits.</summary>
    private const int MaxDecimal = 32;

    private const int MaxTimestamp = 33;
    private const int MaxInteger = 20;

    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    /// <summary>Writes a string with the least escapes JSON allows.</summary>
    /// <exception cref="ArgumentException">The text holds a lone surrogate, which has no UTF-8.</exception>
    public void Text(string value)
    {
        var buffer = Reserve(value.Length * 3 + 2);
        if (value.AsSpan().ContainsAny(s_escaped))
        {
            EscapedText(value);
            return;
        }

        if (Utf8Text.FromUtf16(value, buffer[1..], out var written) != OperationStatus.Done)
        {
            throw LoneSurrogate(value);
        }

        buffer[0] = (byte)'"';
        buffer[written + 1] = (byte)'"';
        _used += written + 2;
    }

    /// <summary>Writes a decimal as a string, with its scale; in canonical form without trailing zeros.</summary>
    public void Decimal(decimal value)
    {
        var buffer = Reserve(MaxDecimal + 2);
        buffer[0] = (byte)'"';
        var written = DecimalText.Format(value, _canonical, buffer[1..]);
        buffer[written + 1] = (byte)'"';
        _used += written + 2;
    }

    /// <summary>Writes a calendar date.</summary>
    public void Date(DateOnly value)
    {
        var buffer = Reserve(12);
        buffer[0] = (byte)'"';
        TimestampText.Date(value.Year, value.Month, value.Day, buffer[1..]);
        buffer[11] = (byte)'"';
        _used += 12;
    }

    /// <summary>Writes a timestamp with its offset; in canonical form in UTC.</summary>
    public void Timestamp(DateTimeOffset value)
    {
        var buffer = Reserve(MaxTimestamp + 2);
        buffer[0] = (byte)'"';
        var written = TimestampText.Format(_canonical ? value.ToUniversalTime() : value, buffer[1..]);
        buffer[written + 1] = (byte)'"';
        _used += written + 2;
    }

    /// <summary>Writes a whole number.</summary>
    public void Integer(long value)
    {
        value.TryFormat(Reserve(MaxInteger), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an extension map: each value as it was read, in canonical form with ordered members.</summary>
    public void Extensions(Extensions value)
    {
        BeginObject();
        foreach (var (key, content) in _canonical ? value.InOrder() : value.AsEnumerable())
        {
            Item();
            Text(key);
            Raw(":"u8);
            if (_canonical)
            {
                FreeJson.WriteCanonical(ref this, content.Utf8.Span);
            }
            else
            {
                Raw(content.Utf8.Span);
            }
        }

        EndObject();
    }

    private void EscapedText(string value)
    {
        Raw("\""u8);
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != OperationStatus.Done)
            {
                throw LoneSurrogate(value);
            }

            _used += Utf8Text.Escape(rune, Reserve(6));
            rest = rest[consumed..];
        }

        Raw("\""u8);
    }

    private static ArgumentException LoneSurrogate(string value) =>
        new($"The text \"{value[..Math.Min(value.Length, 32)]}\" holds a lone surrogate and cannot be written as UTF-8.", nameof(value));
}
