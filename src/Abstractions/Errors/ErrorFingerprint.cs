using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock;

/// <summary>Tells which exceptions fail for the same reason: same connection, operation, error kind, remote code and field, whatever the line.</summary>
public static class ErrorFingerprint
{
    private const int Length = 32;

    /// <summary>The fingerprint of an error, 32 hex characters.</summary>
    /// <param name="connection">The connection written to; for refused input the one it came from.</param>
    /// <param name="operation">The operation; <c>intake</c> for refused input.</param>
    /// <param name="kind">The kind; null when no error is known.</param>
    /// <param name="remoteCode">The remote's code; for refused input the keyword or rule id of its first problem.</param>
    /// <param name="pointer">The field; array indexes do not matter.</param>
    public static string Of(string connection, string operation, ErrorKind? kind, string? remoteCode, string? pointer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, connection);
        Append(hash, operation);
        Append(hash, kind?.ToString());
        Append(hash, remoteCode);
        Append(hash, Fold(pointer));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }

    /// <summary>A JSON Pointer with its array indexes folded: <c>/lines/12/item</c> becomes <c>/lines/*/item</c>.</summary>
    public static string? Fold(string? pointer) => pointer is null
        ? null
        : string.Join('/', pointer.Split('/').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? "*" : part));

    // Length first, so that moving characters from one part to the next changes the fingerprint; -1 for what is absent.
    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
