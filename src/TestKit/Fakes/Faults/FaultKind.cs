namespace Crossdock.TestKit.Fakes;

/// <summary>The ways in which a fake answers badly. Values combine, so that a plan can switch kinds on and off.</summary>
[Flags]
public enum FaultKind
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>The answer is right but late.</summary>
    Latency = 1,

    /// <summary>429 before anything is stored, with <c>Retry-After</c> in seconds, as a date, or absent.</summary>
    Throttled = 1 << 1,

    /// <summary>500, 502, 503 or 504, and nothing was stored.</summary>
    ErrorBeforeCommit = 1 << 2,

    /// <summary>500 or 504 although the write was stored.</summary>
    ErrorAfterCommit = 1 << 3,

    /// <summary>The write was stored; the answer is held until the caller gives up or <see cref="FaultPlan.Hold"/> has passed.</summary>
    TimeoutAfterCommit = 1 << 4,

    /// <summary>The connection is reset (TCP RST) and nothing was stored.</summary>
    ResetBeforeCommit = 1 << 5,

    /// <summary>The write was stored, then the connection is reset before the first response byte.</summary>
    ResetAfterCommit = 1 << 6,

    /// <summary>The write was stored; the connection is reset after the headers and half of the body.</summary>
    ResetMidBody = 1 << 7,

    /// <summary>The write was stored; the body is well-framed HTTP but its JSON ends too early.</summary>
    TruncatedJson = 1 << 8,

    /// <summary>200 with an HTML page, as proxies send during maintenance; nothing was stored.</summary>
    HtmlPage = 1 << 9,

    /// <summary>A page of events holds rows twice and repeats rows of earlier pages.</summary>
    DuplicatedEvents = 1 << 10,

    /// <summary>The rows of a page of events come in another order.</summary>
    ReorderedEvents = 1 << 11,

    /// <summary>Every kind.</summary>
    All = (1 << 12) - 1,
}
