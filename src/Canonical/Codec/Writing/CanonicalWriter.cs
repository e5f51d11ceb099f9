using System.Buffers;

namespace Crossdock.Canonical.Codec;

/// <summary>Writes JSON under the generated codecs, straight into the buffers of an <see cref="IBufferWriter{T}"/>. Meant for generated code.</summary>
public ref partial struct CanonicalWriter
{
    private const int MinBuffer = 1024;

    private readonly IBufferWriter<byte> _output;
    private readonly bool _canonical;
    private Span<byte> _buffer;
    private int _used;
    private bool _comma;

    internal CanonicalWriter(IBufferWriter<byte> output, bool canonical)
    {
        _output = output;
        _canonical = canonical;
    }

    /// <summary>True for canonical bytes, false for schema order and the texts as they were.</summary>
    public readonly bool IsCanonical => _canonical;

    /// <summary>Hands what was written to the output.</summary>
    internal void Flush()
    {
        if (_used > 0)
        {
            _output.Advance(_used);
            _buffer = default;
            _used = 0;
        }
    }

    /// <summary>Starts an object.</summary>
    public void BeginObject() => Open((byte)'{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Starts an array.</summary>
    public void BeginArray() => Open((byte)'[');

    /// <summary>Ends an array.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Goes to the next item of the array.</summary>
    public void Item()
    {
        if (_comma)
        {
            Reserve(1)[0] = (byte)',';
            _used++;
        }

        _comma = true;
    }

    /// <summary>Writes a member's name.</summary>
    /// <param name="literal">A comma, the escaped name in quotes and a colon.</param>
    public void Name(ReadOnlySpan<byte> literal)
    {
        if (!_comma)
        {
            literal = literal[1..];
        }

        literal.CopyTo(Reserve(literal.Length));
        _used += literal.Length;
        _comma = true;
    }

    /// <summary>Writes JSON text as it is.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _used += json.Length;
    }

    private void Open(byte bracket)
    {
        Reserve(1)[0] = bracket;
        _used++;
        _comma = false;
    }

    private void Close(byte bracket)
    {
        Reserve(1)[0] = bracket;
        _used++;
        _comma = true;
    }

    /// <summary>Room for at least <paramref name="size"/> bytes after those written.</summary>
    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _used < size)
        {
            Grow(size);
        }

        return _buffer[_used..];
    }

    private void Grow(int size)
    {
        Flush();
        _buffer = _output.GetSpan(Math.Max(size, MinBuffer));
    }
}
