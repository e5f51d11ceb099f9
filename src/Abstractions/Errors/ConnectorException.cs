namespace Crossdock;

/// <summary>The one exception connectors throw. What matters is in <see cref="Error"/>.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ConnectorException(ConnectorError error, Exception? innerException = null)
        : base(error.ToString(), innerException) => Error = error;

    /// <summary>Creates the exception from its two required parts.</summary>
    public ConnectorException(ErrorKind kind, string message, Exception? innerException = null)
        : this(new ConnectorError { Kind = kind, Message = message }, innerException)
    {
    }

    /// <summary>The error as data.</summary>
    public ConnectorError Error { get; }

    /// <summary>The kind; decides what the runtime does.</summary>
    public ErrorKind Kind => Error.Kind;
}
