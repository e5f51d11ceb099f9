namespace Crossdock;

/// <summary>States of an item of a replay plan.</summary>
public enum ReplayItemState
{
    /// <summary>Not put back yet.</summary>
    Pending,

    /// <summary>Put back to work.</summary>
    Replayed,

    /// <summary>Left alone: the verdict says so, or it changed after the dry run.</summary>
    Skipped,

    /// <summary>Put back, and confirmed.</summary>
    Confirmed,

    /// <summary>Put back, and an exception again.</summary>
    Failed,

    /// <summary>Put back, and rejected, superseded or discarded.</summary>
    Ended,
}
