using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Connectors.Http;

/// <summary>Tells whether a webhook was signed with HMAC-SHA256 by somebody who knows the secret, for translators of webhooks.</summary>
/// <remarks>
/// It does not help against a delivery that is sent again: what it tells has to be recognised, as the intake of a Crossdock host does. Remotes that sign in another
/// way, with their private key for one, need another check.
/// </remarks>
public static class WebhookSignature
{
    /// <summary>How far the time in a delivery may be from ours, before or after.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Most signatures of one delivery that are looked at.</summary>
    public const int MaxSignatures = 8;

    /// <summary>Whether any of the signatures was made with any of the secrets. How long it takes does not depend on how much of one is right.</summary>
    /// <param name="signed">The bytes that were signed: the body as it was received, with what the remote puts in front of it.</param>
    /// <param name="signatures">
    /// The signatures as hexadecimal digits or Base64, without the name in front of them. Senders sign twice while they change their key, and a proxy may add
    /// one, so others may stand beside the right one. None, an empty one, and whatever is no signature count as wrong.
    /// </param>
    /// <param name="secrets">The secret, and while it is being changed the one before it too. Without any, nothing is right.</param>
    public static bool IsSigned(ReadOnlySpan<byte> signed, IEnumerable<string?> signatures, IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        ArgumentNullException.ThrowIfNull(secrets);
        var candidates = signatures.Take(MaxSignatures).Select(Decode).OfType<byte[]>().ToList();
        var isSigned = false;
        foreach (var secret in secrets)
        {
            var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), signed);
            foreach (var candidate in candidates)
            {
                isSigned |= CryptographicOperations.FixedTimeEquals(candidate, right);
            }
        }

        return isSigned;
    }

    /// <summary>Whether a delivery is neither stale nor from the future. Only a time that is covered by the signature says anything.</summary>
    /// <param name="signedAt">When the remote says that it signed.</param>
    /// <param name="receivedAt">When the delivery arrived, by our clock.</param>
    public static bool IsTimely(DateTimeOffset signedAt, DateTimeOffset receivedAt) => (receivedAt - signedAt).Duration() <= Tolerance;

    private static byte[]? Decode(string? signature)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        return signature?.Length == 2 * hash.Length
            ? Convert.FromHexString(signature, hash, out _, out var read) == System.Buffers.OperationStatus.Done && read == hash.Length ? hash : null
            : Convert.TryFromBase64String(signature ?? "", hash, out var length) && length == hash.Length ? hash : null;
    }
}
