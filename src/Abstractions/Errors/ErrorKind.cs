namespace Crossdock;

/// <summary>Every way a connector may fail. There are no others.</summary>
public enum ErrorKind
{
    /// <summary>It did not happen and may work later (connection refused, 503 before commit). Retried with back-off.</summary>
    Transient,

    /// <summary>The remote asks to slow down. Retried after <see cref="ConnectorError.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>Credentials or scopes are missing, wrong or expired.</summary>
    Auth,

    /// <summary>The remote or the mapping refused the content; <see cref="ConnectorError.Pointer"/> names the field.</summary>
    Validation,

    /// <summary>It contradicts what the remote already has, e.g. the same key with another payload.</summary>
    Conflict,

    /// <summary>What it refers to does not exist at the remote.</summary>
    NotFound,

    /// <summary>It may or may not have happened. Never retried before a probe.</summary>
    UnknownOutcome,

    /// <summary>It will never work without a change of code or configuration.</summary>
    Permanent,
}
