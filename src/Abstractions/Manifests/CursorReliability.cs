namespace Crossdock;

/// <summary>How far a source's cursor can be trusted.</summary>
public enum CursorReliability
{
    /// <summary>Every change appears behind the cursor, in order.</summary>
    Complete,

    /// <summary>Changes may appear late, within the declared lateness.</summary>
    Late,

    /// <summary>Some kinds of change never move the cursor; reconciliation or re-reading has to find them.</summary>
    MissesChanges,
}
