using Crossdock;
using Crossdock.Connectors.Http;

namespace Company.ThisSystem;

/// <summary>Options of a connection.</summary>
public sealed class RemoteSystemOptions : IConnectionOptions
{
    /// <summary>How the system is called: address, time-outs.</summary>
    public ConnectorHttpOptions Http { get; } = new();

    /// <summary>Secret reference of the API key, e.g. <c>env:WAREHOUSE_KEY</c>.</summary>
    public string? ApiKey { get; set; }

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in Http.Validate(connection))
        {
            problems.Add(problem);
        }

        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            problems.Add($"{connection.OptionPath(nameof(ApiKey))} is missing; set a secret reference such as env:WAREHOUSE_KEY.");
        }
    }
}
