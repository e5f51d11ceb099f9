namespace Crossdock;

/// <summary>Ways to make an exception ready again.</summary>
public enum ReplayMode
{
    /// <summary>
    /// Of a dead-lettered or parked item. What may have happened is asked for first; what did not happen is asked for too where the remote can be searched.
    /// </summary>
    Resume,

    /// <summary>
    /// Of a parked item whose effect is parked: a person states that the effect did not happen, and it is sent without asking. Written to the
    /// audit chain as that person's statement.
    /// </summary>
    SendAgain,
}
