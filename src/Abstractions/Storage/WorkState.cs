namespace Crossdock.Storage;

/// <summary>States of a work row.</summary>
public enum WorkState
{
    /// <summary>Runs when due and first of its key.</summary>
    Ready,

    /// <summary>Waits for facts; blocks nobody.</summary>
    Waiting,

    /// <summary>Kept back on purpose until a time, e.g. by a posting window. Blocks its key.</summary>
    Held,

    /// <summary>Claimed under a lease. Blocks its key.</summary>
    Claimed,

    /// <summary>Done. Final.</summary>
    Confirmed,

    /// <summary>
    /// Refused by schema and rules at intake (such a row blocks its sequence key until a newer version of the same document is accepted
    /// or a person discards it), or by the business rules of the remote. Final.
    /// </summary>
    Rejected,

    /// <summary>Waits for a person: unknown outcome, or a prerequisite that did not come. Blocks its key.</summary>
    Parked,

    /// <summary>Failed for good or too often; can be replayed. Blocks its key.</summary>
    DeadLettered,

    /// <summary>Replaced by newer content before it ran. Final.</summary>
    Superseded,

    /// <summary>Given up by a person, with a reason. Final.</summary>
    Discarded,
}
