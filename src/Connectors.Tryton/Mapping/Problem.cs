namespace Crossdock.Connectors.Tryton;

/// <summary>Makes errors that name the connection, the field and what to do. They are made before anything is written.</summary>
internal sealed class Problem(ConnectionContext connection)
{
    public ConnectionContext Connection => connection;

    /// <summary>The document holds something that cannot be mapped, or nothing where there has to be something.</summary>
    public ConnectorException Unmappable(string pointer, string message) => At(ErrorKind.Validation, pointer, message);

    /// <summary>The document contradicts what Tryton holds.</summary>
    public ConnectorException Conflict(string pointer, string message) => At(ErrorKind.Conflict, pointer, message);

    /// <summary>Not done yet, and may work later.</summary>
    public ConnectorException NotYet(string message) => At(ErrorKind.Transient, null, message);

    public string Option(string name) => connection.OptionPath(name);

    private ConnectorException At(ErrorKind kind, string? pointer, string message) =>
        new(new ConnectorError { Kind = kind, Message = $"Connection '{connection.Name}': {message}", Pointer = pointer });
}
