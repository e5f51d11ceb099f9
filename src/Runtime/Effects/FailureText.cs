using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>Turns exceptions into errors that may be stored and shown: the message of a foreign exception may quote a document or a secret, so only its type is kept.</summary>
internal static class FailureText
{
    /// <summary>Remote code of a call that was given up because the host stopped.</summary>
    public const string HostStopped = "host-stopped";

    /// <summary>Remote code of a call that was under way when the process died.</summary>
    public const string ProcessStopped = "process-stopped";

    /// <summary>True when it was us who stopped waiting, however the remote was doing.</summary>
    public static bool IsOwnStop(ConnectorError error) => error.RemoteCode is HostStopped or ProcessStopped;

    /// <summary>The error of a call that changes nothing: whatever it was, nothing happened.</summary>
    public static ConnectorError ToError(Exception failure, string connection) => failure switch
    {
        ConnectorException known => known.Error,
        StoreException store => new ConnectorError { Kind = ErrorKind.Transient, Message = $"The store failed ({store.Kind}).", RemoteCode = nameof(StoreException) },
        _ => new ConnectorError
        {
            Kind = ErrorKind.Transient,
            Message = $"'{connection}' failed with {failure.GetType().Name}; connectors should throw ConnectorException.",
            RemoteCode = failure.GetType().Name,
        },
    };

    /// <summary>The error of a write: anything but a connector's own word leaves the outcome unknown.</summary>
    public static ConnectorError ToWriteError(Exception failure, string connection) => failure is ConnectorException known
        ? known.Error
        : new ConnectorError
        {
            Kind = ErrorKind.UnknownOutcome,
            Message = $"'{connection}' failed with {failure.GetType().Name}, so the effect may or may not have happened.",
            RemoteCode = failure.GetType().Name,
        };

    public static string KindOf(ConnectorError error) => error.Kind switch
    {
        ErrorKind.Transient => "transient",
        ErrorKind.Throttled => "throttled",
        ErrorKind.Auth => "auth",
        ErrorKind.Validation => "validation",
        ErrorKind.Conflict => "conflict",
        ErrorKind.NotFound => "not_found",
        ErrorKind.UnknownOutcome => "unknown_outcome",
        _ => "permanent",
    };
}
