namespace Crossdock;

/// <summary>What a dry run found out about an item.</summary>
public enum ReplayVerdict
{
    /// <summary>It did not happen: a replay would send it.</summary>
    WouldSend,

    /// <summary>The remote has it: a replay would confirm it and send nothing.</summary>
    AlreadyApplied,

    /// <summary>Nobody can tell, or the remote could not be asked. A replay leaves it alone: a person decides, or asks again with a new dry run.</summary>
    Unknown,

    /// <summary>It is no longer an exception. A replay leaves it alone.</summary>
    NoException,
}
