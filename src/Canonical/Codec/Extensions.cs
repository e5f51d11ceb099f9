using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crossdock.Canonical.Codec;

namespace Crossdock.Canonical;

/// <summary>
/// Additions to a document under namespaced keys such as <c>acme.loyalty</c>. Immutable; values keep their bytes and keys their
/// order through a round trip. Two maps are equal when they have the same keys with equal values, in any order.
/// </summary>
public sealed class Extensions : IReadOnlyDictionary<string, ExtensionValue>, IEquatable<Extensions>
{
    private readonly ValueList<KeyValuePair<string, ExtensionValue>> _entries;

    internal Extensions(ValueList<KeyValuePair<string, ExtensionValue>> entries) => _entries = entries;

    /// <summary>The map without entries, written as an absent member.</summary>
    public static Extensions Empty { get; } = new(default);

    /// <inheritdoc />
    public int Count => _entries.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <inheritdoc />
    public IEnumerable<ExtensionValue> Values => _entries.Select(entry => entry.Value);

    /// <inheritdoc />
    public ExtensionValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no extension '{key}'.");

    /// <summary>A map with one entry added, or replaced in its place.</summary>
    /// <param name="key">A namespaced key; the schema says what it may look like.</param>
    /// <param name="utf8Json">One JSON value.</param>
    /// <exception cref="ArgumentException">The value is not JSON that a document may hold.</exception>
    public Extensions With(string key, ReadOnlySpan<byte> utf8Json)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var reader = new CanonicalReader(utf8Json, failFast: false);
        var value = reader.ReadFree();
        var copy = value.ToArray();
        reader.End();
        if (reader.Refused)
        {
            throw new ArgumentException($"The extension '{key}' is not valid: {string.Join("; ", reader.Problems())}", nameof(utf8Json));
        }

        var entry = new KeyValuePair<string, ExtensionValue>(key, new ExtensionValue(copy));
        return new(ContainsKey(key)
            ? _entries.Select(old => old.Key == key ? entry : old).ToValueList()
            : [.. _entries.AsSpan(), entry]);
    }

    /// <summary>A map with one entry added or replaced, serialised without reflection.</summary>
    public Extensions With<T>(string key, T value, JsonTypeInfo<T> typeInfo) => With(key, JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>A map without one key.</summary>
    public Extensions Without(string key) => ContainsKey(key) ? new(_entries.Where(entry => entry.Key != key).ToValueList()) : this;

    /// <inheritdoc />
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ExtensionValue value)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <inheritdoc />
    public bool Equals(Extensions? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        foreach (var entry in _entries)
        {
            if (!other.TryGetValue(entry.Key, out var value) || value != entry.Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Extensions);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var entry in _entries)
        {
            // Order does not count, so entries are added up.
            hash += HashCode.Combine(entry.Key, entry.Value);
        }

        return hash;
    }

    /// <summary>The keys in braces.</summary>
    public override string ToString() => $"{{{string.Join(", ", Keys)}}}";

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, ExtensionValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, ExtensionValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The entries by ordinal order of the keys.</summary>
    internal IEnumerable<KeyValuePair<string, ExtensionValue>> InOrder() => _entries.OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
