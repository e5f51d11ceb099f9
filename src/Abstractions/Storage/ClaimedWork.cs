namespace Crossdock.Storage;

/// <summary>Work under a lease.</summary>
public sealed record ClaimedWork : WorkItem
{
    /// <summary>The document as canonical JSON.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Rises with every claim of the row; every commit carries it.</summary>
    public required long FencingToken { get; init; }

    /// <summary>When the lease ends.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>The effect's ledger row; null before the first intent.</summary>
    public EffectRecord? Effect { get; init; }
}
