namespace Crossdock;

/// <summary>What a connector instance is told about the connection it serves.</summary>
/// <param name="Name">The connection's name; use it in every error message.</param>
public sealed record ConnectionContext(string Name)
{
    /// <summary>The configuration path of one of the connection's options, for error messages.</summary>
    public string OptionPath(string optionName) => $"Crossdock:Connections:{Name}:{optionName}";
}
