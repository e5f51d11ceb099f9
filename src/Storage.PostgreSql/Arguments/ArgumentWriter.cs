using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>
/// Writes the arguments of a call: its members as JSON, its documents one behind the other. Whatever the database could not store is refused here, before
/// the call joins a group.
/// </summary>
internal sealed class ArgumentWriter : IDisposable
{
    /// <summary>A row of an index has to fit a third of a page, and may hold the keys of an input and of a step; bytes.</summary>
    private const int MaxKeyBytes = 1300;

    private readonly ArrayBufferWriter<byte> _json = new(1024);
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly Utf8JsonWriter _writer;
    private int _keyBytes;

    private ArgumentWriter() => _writer = new Utf8JsonWriter(_json);

    /// <exception cref="ArgumentException">A text can't be stored: it is no valid Unicode, or a key is too long.</exception>
    public static CallArguments Write<T>(T value, Action<ArgumentWriter, T> write)
    {
        using var writer = new ArgumentWriter();
        writer.Object(null, value, write);
        writer._writer.Flush();
        return new CallArguments(Encoding.UTF8.GetString(writer._json.WrittenSpan), writer._content.WrittenSpan.ToArray());
    }

    public void Object<T>(string? name, T? value, Action<ArgumentWriter, T> write)
    {
        Name(name);
        if (value is null)
        {
            _writer.WriteNullValue();
            return;
        }

        _writer.WriteStartObject();
        write(this, value);
        _writer.WriteEndObject();
    }

    public void Array<T>(string name, IReadOnlyCollection<T> values, Action<ArgumentWriter, T> write)
    {
        if (values.Count == 0)
        {
            return;
        }

        _writer.WriteStartArray(name);
        foreach (var value in values)
        {
            Object(null, value, write);
        }

        _writer.WriteEndArray();
    }

    public void Texts(string name, IReadOnlyCollection<string> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values)
        {
            StoredText.Size(value);
            _writer.WriteStringValue(StoredText.Write(value));
        }

        _writer.WriteEndArray();
    }

    public void Numbers(string name, IReadOnlyCollection<long> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values)
        {
            _writer.WriteNumberValue(value);
        }

        _writer.WriteEndArray();
    }

    /// <summary>Starts a key: the parts written with <see cref="Key"/> from here on go into one index together.</summary>
    public void StartKey() => _keyBytes = 0;

    public void Key(string name, string value)
    {
        _keyBytes += StoredText.Size(value);
        if (_keyBytes > MaxKeyBytes)
        {
            throw new ArgumentException(FormattableString.Invariant($"A key whose part '{name}' is {StoredText.Size(value)} bytes long can't be stored: its parts may have {MaxKeyBytes} bytes together. Derive a shorter one."));
        }

        _writer.WriteString(name, StoredText.Write(value));
    }

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            StoredText.Size(value);
            _writer.WriteString(name, StoredText.Write(value));
        }
    }

    public void Number(string name, long? value)
    {
        if (value is { } number)
        {
            _writer.WriteNumber(name, number);
        }
    }

    public void Real(string name, double value)
    {
        if (double.IsFinite(value))
        {
            _writer.WriteNumber(name, value);
        }
        else
        {
            _writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    public void Flag(string name, bool value) => _writer.WriteBoolean(name, value);

    public void Time(string name, DateTimeOffset? value) => Number(name, value?.UtcTicks);

    /// <summary>Adds a document; the JSON says where it is.</summary>
    public void Content(string name, ReadOnlySpan<byte> document)
    {
        _writer.WriteStartArray(name);
        _writer.WriteNumberValue(_content.WrittenCount);
        _writer.WriteNumberValue(document.Length);
        _writer.WriteEndArray();
        _content.Write(document);
    }

    public void Dispose() => _writer.Dispose();

    private void Name(string? name)
    {
        if (name is not null)
        {
            _writer.WritePropertyName(name);
        }
    }
}
