namespace Crossdock.Connectors.Http;

/// <summary>
/// Says whether a call may change something at the remote. The connector says it, because the method does not tell: a GraphQL
/// query is a POST and safe.
/// </summary>
public enum CallSafety
{
    /// <summary>May change something: sent once, and an unclear end is <see cref="ErrorKind.UnknownOutcome"/>.</summary>
    Unsafe,

    /// <summary>Changes nothing: retried a few times, and an unclear end is <see cref="ErrorKind.Transient"/>.</summary>
    Safe,
}
