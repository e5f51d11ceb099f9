using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock;

/// <summary>Computes and checks the hashes of an audit chain. Stores use it to append, verifiers to check.</summary>
public static class AuditChain
{
    /// <summary>The previous hash of the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Links a draft to the chain.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="previous">The entry before; null for the first.</param>
    /// <param name="at">When; kept to the millisecond.</param>
    /// <param name="draft">What happened.</param>
    public static AuditEntry Append(string tenant, AuditEntry? previous, DateTimeOffset at, AuditDraft draft)
    {
        var entry = new AuditEntry(
            tenant,
            (previous?.Sequence ?? 0) + 1,
            DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            draft.Actor,
            draft.Action,
            draft.Subject,
            draft.Detail,
            previous?.Hash ?? Genesis,
            "");
        return entry with { Hash = ComputeHash(entry) };
    }

    /// <summary>True when the entry follows <paramref name="previous"/> and was not changed.</summary>
    public static bool Follows(AuditEntry? previous, AuditEntry entry) =>
        entry.Sequence == (previous?.Sequence ?? 0) + 1
        && entry.PreviousHash == (previous?.Hash ?? Genesis)
        && entry.Hash == ComputeHash(entry);

    private static string ComputeHash(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNumber(hash, entry.Sequence);
        AppendNumber(hash, entry.At.ToUnixTimeMilliseconds());
        foreach (var text in (ReadOnlySpan<string>)[entry.Tenant, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.PreviousHash])
        {
            // Length first, so that moving characters from one member to the next changes the hash.
            var bytes = Encoding.UTF8.GetBytes(text);
            AppendNumber(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
