using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Canonical.Codec;

/// <summary>Lets System.Text.Json read and write a generated type through its codec. Base of generated converters.</summary>
/// <typeparam name="T">The generated type.</typeparam>
public abstract class ShapeJsonConverter<T> : JsonConverter<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The reader does not give its bytes away; a pooled document around the value does.
        using var value = JsonDocument.ParseValue(ref reader);
        var codec = new CanonicalReader(JsonMarshal.GetRawUtf8Value(value.RootElement), failFast: false);
        var result = ReadValue(ref codec);
        codec.End();
        return codec.Refused ? throw new CanonicalJsonException(codec.Problems()) : result;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        using var buffer = PooledBuffer.Rent();
        var codec = new CanonicalWriter(buffer, canonical: false);
        WriteValue(ref codec, value);
        codec.Flush();
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Reads and validates the value at the reader.</summary>
    protected abstract T ReadValue(ref CanonicalReader reader);

    /// <summary>Writes the value.</summary>
    protected abstract void WriteValue(ref CanonicalWriter writer, T value);
}
