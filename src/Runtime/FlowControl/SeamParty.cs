namespace Crossdock.Runtime;

/// <summary>Who draws from a connection's quota: they take turns when it is short.</summary>
internal enum SeamParty
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>Effects and probes.</summary>
    Effects,

    /// <summary>Reads of sources.</summary>
    Reads,
}
