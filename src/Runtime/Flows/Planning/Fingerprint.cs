using System.Security.Cryptography;

namespace Crossdock.Runtime;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Fingerprint
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
