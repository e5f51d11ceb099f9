namespace Crossdock.TestKit.Fakes;

/// <summary>A fault ordered for the next matching requests, ahead of the plan: what a test of one failure uses.</summary>
/// <param name="Target">The endpoint class to hit.</param>
/// <param name="Kind">One kind of fault.</param>
public sealed record ScriptedFault(FaultTarget Target, FaultKind Kind)
{
    /// <summary>Only requests whose path and query contain this text; null for all of the class.</summary>
    public string? PathContains { get; init; }

    /// <summary>Only requests whose body contains this text, e.g. a GraphQL field or an order number; null for all.</summary>
    public string? BodyContains { get; init; }

    /// <summary>How many requests are hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The HTTP status of <see cref="FaultKind.ErrorBeforeCommit"/> and <see cref="FaultKind.ErrorAfterCommit"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The literal <c>Retry-After</c> value of <see cref="FaultKind.Throttled"/>, however hostile; null for the plan's.</summary>
    public string? RetryAfter { get; init; }
}
