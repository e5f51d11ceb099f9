namespace Crossdock;

/// <summary>What became of an edited copy.</summary>
public enum EditOutcome
{
    /// <summary>The copy took the original's place.</summary>
    Done,

    /// <summary>There is no such item, or it is not dead-lettered, parked or refused (any more).</summary>
    NotAnException,

    /// <summary>The original's effect may have happened or did: resolve that first.</summary>
    OutcomeUnknown,

    /// <summary>A newer version of the document waits behind the original: discard the original instead.</summary>
    Outdated,

    /// <summary>The copy is about another document, step or cause than the original.</summary>
    OtherDocument,
}
