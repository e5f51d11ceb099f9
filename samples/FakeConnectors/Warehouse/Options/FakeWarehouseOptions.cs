using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors;

/// <summary>Options of a connection to the fake warehouse.</summary>
public sealed class FakeWarehouseOptions : IConnectionOptions
{
    /// <summary>How the warehouse is called; <c>BaseAddress</c> is the root of its API.</summary>
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
