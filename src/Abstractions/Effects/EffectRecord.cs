namespace Crossdock;

/// <summary>One row of the effect ledger. Never expires.</summary>
public sealed record EffectRecord
{
    /// <summary>The idempotency key.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>The state.</summary>
    public required EffectState State { get; init; }

    /// <summary>The command's document as stored, resent byte for byte.</summary>
    public required ReadOnlyMemory<byte> Command { get; init; }

    /// <summary>SHA-256 of <see cref="Command"/>, hex. The same key with another fingerprint is an error.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Sends { get; init; }

    /// <summary>When it was first sent; the remote's key window counts from here.</summary>
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>When it was last sent, or when the answer to that was lost, which is later; the settle time counts from here.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>The remote's document once confirmed.</summary>
    public RemoteReference? Remote { get; init; }
}
