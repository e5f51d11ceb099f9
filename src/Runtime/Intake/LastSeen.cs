using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>
/// What a source told last of each document, as far as it is stored. Sources go back by their lateness and tell the same rows at each poll; those are
/// recognised here, before they are checked, planned and given to the store.
/// </summary>
/// <remarks>
/// Only what the store would call a duplicate is recognised: same key, version and content as the last of that document. The memory is bounded and gone
/// with the process; what it has forgotten, the store recognises. Not thread-safe.
/// </remarks>
internal sealed class LastSeen<T>(int capacity)
    where T : class, ICanonicalDocument<T>
{
    // Two generations: the older is dropped as a whole when the younger is full, so that what is told again and again stays.
    private Dictionary<string, UInt128> _young = new(StringComparer.Ordinal);
    private Dictionary<string, UInt128> _old = new(StringComparer.Ordinal);

    /// <summary>Documents remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>True when nothing is new. Otherwise the document is forgotten until <see cref="Remember"/>.</summary>
    /// <param name="change">What the source tells.</param>
    /// <param name="identity">To be remembered once it is stored; null when it cannot be.</param>
    public bool Knows(Change<T> change, out UInt128? identity)
    {
        identity = TryIdentify(change, out var found) ? found : null;
        if (string.IsNullOrEmpty(change.DocumentKey) || change.DocumentKey.Length > DocumentKeys.MaxLength)
        {
            identity = null;
            return false;
        }

        if (identity is not null && _young.TryGetValue(change.DocumentKey, out var last) && last == found)
        {
            return true;
        }

        if (_old.Remove(change.DocumentKey, out last) && identity is not null && last == found)
        {
            Remember(change.DocumentKey, last);
            return true;
        }

        _young.Remove(change.DocumentKey);
        return false;
    }

    /// <summary>Notes what is stored.</summary>
    public void Remember(string documentKey, UInt128 identity)
    {
        if (_young.Count >= capacity)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _old.Remove(documentKey); // one memory per document, the last
        _young[documentKey] = identity;
    }

    private static bool TryIdentify(Change<T> change, out UInt128 identity)
    {
        identity = default;
        if (change.Document is null || change.Problems.Count > 0 || !TryWrite(change.Document, out var bytes))
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> version = stackalloc byte[1 + sizeof(long)];
        version[0] = change.SourceVersion.HasValue ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(version[1..], change.SourceVersion.GetValueOrDefault());
        hash.AppendData(version);
        hash.AppendData(bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        identity = BinaryPrimitives.ReadUInt128BigEndian(digest);
        return true;
    }

    private static bool TryWrite(T document, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            bytes = T.Codec.ToCanonicalBytes(document);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            bytes = null; // planning refuses it, with the reason
            return false;
        }
    }
}
