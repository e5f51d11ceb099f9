using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Runtime;

/// <summary>Derives an envelope's id from business facts: the same event gets the same id, however often and by whatever way it comes.</summary>
internal static class EnvelopeId
{
    public static string From(string type, string documentKey, long? sourceVersion, string fingerprint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, type);
        Append(hash, documentKey);
        Append(hash, fingerprint);
        Span<byte> version = stackalloc byte[1 + sizeof(long)];
        version[0] = sourceVersion.HasValue ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(version[1..], sourceVersion.GetValueOrDefault());
        hash.AppendData(version);
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    // Length first, so that moving characters from one part to the next changes the id.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
