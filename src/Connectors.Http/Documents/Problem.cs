namespace Crossdock.Connectors.Http;

/// <summary>Makes errors that name the connection, the field and what to do. They are made before anything is written.</summary>
/// <param name="connection">The connection.</param>
public sealed class Problem(ConnectionContext connection)
{
    /// <summary>The connection.</summary>
    public ConnectionContext Connection => connection;

    /// <summary>The document holds something that cannot be mapped, or nothing where there has to be something.</summary>
    /// <param name="pointer">JSON Pointer of the field.</param>
    /// <param name="message">What was found, and what to correct in which system.</param>
    public ConnectorException Unmappable(string pointer, string message) => At(ErrorKind.Validation, pointer, message);

    /// <summary>The document contradicts what the remote holds.</summary>
    /// <param name="pointer">JSON Pointer of the field.</param>
    /// <param name="message">What was found, and what to correct in which system.</param>
    public ConnectorException Conflict(string pointer, string message) => At(ErrorKind.Conflict, pointer, message);

    /// <summary>Not done yet, and may work later.</summary>
    /// <param name="message">What the remote did instead.</param>
    public ConnectorException NotYet(string message) => At(ErrorKind.Transient, null, message);

    /// <summary>Configuration path of one of the connection's options.</summary>
    /// <param name="name">The option.</param>
    public string Option(string name) => connection.OptionPath(name);

    private ConnectorException At(ErrorKind kind, string? pointer, string message) =>
        new(new ConnectorError { Kind = kind, Message = $"Connection '{connection.Name}': {message}", Pointer = pointer });
}
