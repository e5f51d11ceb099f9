namespace Crossdock;

/// <summary>The states of an effect in the ledger.</summary>
public enum EffectState
{
    /// <summary>Planned; nothing was sent.</summary>
    Intent,

    /// <summary>Being sent under a lease.</summary>
    Sending,

    /// <summary>The remote did it. Final.</summary>
    Confirmed,

    /// <summary>The remote refused it and did nothing.</summary>
    Rejected,

    /// <summary>It may have happened: probe before anything else.</summary>
    InDoubt,

    /// <summary>Nobody can tell without a person.</summary>
    Parked,
}
