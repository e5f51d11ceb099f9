namespace Crossdock.Storage;

/// <summary>One input with the work it causes.</summary>
public sealed record InboxEntry
{
    /// <summary>What it is and where it belongs. <see cref="Envelope.Id"/> with tenant and source is the dedupe key.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>The document as canonical JSON; empty when refused.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The input as received, kept for refused input and support; may be empty when equal to <see cref="Document"/>.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Why it is refused; empty when accepted. A refused entry is recorded and blocks its own key until a newer version is accepted.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];

    /// <summary>
    /// Set when versions come 1 apart: the work of a version is planned only once the version before it was accepted. Until then it waits, and parks when
    /// that takes too long. Replaying the parked item goes on without the missing version. Null when versions may have gaps, or there are none.
    /// </summary>
    public ContiguousVersions? Contiguous { get; init; }

    /// <summary>The steps to run; empty when refused or when no flow listens.</summary>
    public IReadOnlyList<PlannedWork> Work { get; init; } = [];
}
