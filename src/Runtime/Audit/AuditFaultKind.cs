namespace Crossdock;

/// <summary>What is wrong with an audit chain.</summary>
public enum AuditFaultKind
{
    /// <summary>An entry is not there: the next one has a higher number than it should.</summary>
    Missing,

    /// <summary>The entry's content does not give its hash: it was edited.</summary>
    Changed,

    /// <summary>The entry does not follow the one before it: entries were put in another order, taken from another chain, or the one before was made anew.</summary>
    Unlinked,

    /// <summary>The entry is another than the one whose hash was anchored: the chain was made anew up to here, with matching hashes.</summary>
    Rewritten,

    /// <summary>The chain ends before an entry that was anchored: its end was cut off.</summary>
    Cut,
}
