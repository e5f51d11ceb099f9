namespace Crossdock.TestKit.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to one exchange: a request and its answer on one connection.</summary>
[Flags]
public enum ProxyFaultKind
{
    /// <summary>Nothing: every byte is passed on.</summary>
    None = 0,

    /// <summary>The connection is reset (TCP RST) and the target sees nothing of the request.</summary>
    ResetBeforeRequest = 1,

    /// <summary>The target gets half of the request's first bytes; then both sides are reset.</summary>
    ResetMidRequest = 1 << 1,

    /// <summary>The target gets the request and answers; the caller is reset before the first byte of the answer.</summary>
    ResetBeforeAnswer = 1 << 2,

    /// <summary>The caller gets the answer up to the blank line behind an HTTP head, or its first byte if there is none; then it is reset.</summary>
    ResetAfterHead = 1 << 3,

    /// <summary>The caller gets the head and half of what comes behind it; then it is reset.</summary>
    ResetMidAnswer = 1 << 4,

    /// <summary>The target gets the request and answers; the caller hears nothing on a connection that stays open, as when a cable is cut.</summary>
    Silence = 1 << 5,

    /// <summary>The answer comes a byte at a time, <see cref="ProxyFault.Pace"/> apart.</summary>
    Drip = 1 << 6,

    /// <summary>The answer comes <see cref="ProxyFault.Pace"/> late.</summary>
    Delay = 1 << 7,

    /// <summary>The target gets the request and answers; the caller gets <see cref="ProxyFault.Answer"/> instead, then an orderly end.</summary>
    Replace = 1 << 8,
}
