using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Canonical;

/// <summary>One extension: any JSON value, kept in the bytes it came in.</summary>
/// <remarks>Two values are equal when their bytes are; whitespace and number spelling count.</remarks>
public readonly struct ExtensionValue : IEquatable<ExtensionValue>
{
    private static readonly byte[] s_null = "null"u8.ToArray();

    private readonly byte[]? _utf8;

    internal ExtensionValue(byte[] utf8) => _utf8 = utf8;

    /// <summary>The value as UTF-8 JSON; <c>null</c> for the default value.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ?? s_null;

    /// <summary>Deserialises the value.</summary>
    /// <exception cref="JsonException">The value does not fit <typeparamref name="T"/>.</exception>
    public T? Deserialize<T>(JsonTypeInfo<T> typeInfo) => JsonSerializer.Deserialize(Utf8.Span, typeInfo);

    /// <inheritdoc />
    public bool Equals(ExtensionValue other) => Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ExtensionValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Utf8.Span);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>True when the bytes are equal.</summary>
    public static bool operator ==(ExtensionValue left, ExtensionValue right) => left.Equals(right);

    /// <summary>True when the bytes differ.</summary>
    public static bool operator !=(ExtensionValue left, ExtensionValue right) => !left.Equals(right);
}
