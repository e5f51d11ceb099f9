namespace Crossdock.TestKit.Conformance;

/// <summary>How the wire between connector and remote fails.</summary>
public enum WireFaultKind
{
    /// <summary>No connection: the remote sees nothing.</summary>
    NoConnection,

    /// <summary>The connection breaks on the way there: the remote sees nothing, and the caller cannot know that.</summary>
    RequestLost,

    /// <summary>The remote did its work; the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>The remote did its work; the caller's time-out passes before the answer.</summary>
    TimedOut,

    /// <summary>The remote did its work; a proxy answers <see cref="WireFault.Status"/> in its place.</summary>
    ErrorAfterwards,

    /// <summary>The remote did its work; the answer is 200 with an HTML page.</summary>
    HtmlPage,

    /// <summary>The remote did its work; the answer is 200 and its JSON ends too early.</summary>
    Truncated,

    /// <summary>The remote sees nothing; the answer is <see cref="WireFault.Status"/>, e.g. 401 or 429.</summary>
    Refused,
}
