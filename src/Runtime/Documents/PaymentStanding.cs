namespace Crossdock.Runtime;

/// <summary>What the status of a payment says about its money.</summary>
internal enum PaymentStanding
{
    /// <summary>The document has no status on the axes of payments.</summary>
    NotStated,

    /// <summary>The money is still to move.</summary>
    Open,

    /// <summary>The money moved.</summary>
    Moved,

    /// <summary>It failed, lapsed or was called off: no money moves.</summary>
    CalledOff,

    /// <summary>The status is none we know, so nobody can tell.</summary>
    Unknown,
}
