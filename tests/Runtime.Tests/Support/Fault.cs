namespace Crossdock.Runtime.Tests.Support;

/// <summary>What a remote does with one call.</summary>
public enum Fault
{
    None,

    /// <summary>Refuses the connection: it did not happen.</summary>
    Transient,

    /// <summary>Asks to slow down: it did not happen.</summary>
    Throttled,

    /// <summary>Resets the connection before it did anything.</summary>
    LostBefore,

    /// <summary>Does it, then resets the connection.</summary>
    LostAfter,

    /// <summary>Does it, then never answers.</summary>
    SilentAfter,

    /// <summary>Works on it for <see cref="Remote.Delay"/> and does it then, whether anybody still waits or not.</summary>
    DoneLate,

    /// <summary>Does it, then the connector throws what it should not.</summary>
    ThrowsAfter,

    /// <summary>Refuses the content.</summary>
    Invalid,

    /// <summary>Fails with <see cref="Remote.Error"/>.</summary>
    Fails,

    /// <summary>Refuses for a business reason.</summary>
    Refused,

    /// <summary>Refuses and does not say why.</summary>
    RefusedSilently,
}
