namespace Crossdock.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Applied and durable.</summary>
    Committed,

    /// <summary>The lease was lost to another claim: nothing was applied, and the caller must stop.</summary>
    Fenced,

    /// <summary>The effect's key exists with another fingerprint: nothing was applied.</summary>
    KeyConflict,
}
