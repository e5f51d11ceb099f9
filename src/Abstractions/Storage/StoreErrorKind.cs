namespace Crossdock.Storage;

/// <summary>Why a store refused or failed.</summary>
public enum StoreErrorKind
{
    /// <summary>It may work later (locked, connection lost).</summary>
    Transient,

    /// <summary>The file or database is damaged: restore a backup.</summary>
    Corrupt,

    /// <summary>It was written by a newer version: upgrade this binary.</summary>
    NewerSchema,

    /// <summary>It is not a Crossdock store.</summary>
    ForeignSchema,

    /// <summary>Another process has it open.</summary>
    InUse,

    /// <summary>No space or no permission.</summary>
    Unavailable,

    /// <summary>
    /// The connection was lost at a commit and did not come back in time: the call may have taken effect. Repeat it; what took effect is recognised
    /// (an input is a duplicate, a commit that ended a claim is fenced, a claim nobody holds ends with its lease).
    /// </summary>
    Unknown,
}
