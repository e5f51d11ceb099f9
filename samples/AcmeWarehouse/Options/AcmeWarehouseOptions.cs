using Crossdock.Connectors.Http;

namespace Crossdock.AcmeWarehouse;

/// <summary>Options of a connection to an Acme warehouse.</summary>
public sealed class AcmeWarehouseOptions : IConnectionOptions
{
    /// <summary>How the warehouse is called.</summary>
    public ConnectorHttpOptions Http { get; } = new();

    /// <summary>Secret reference of the API key, e.g. <c>env:ACME_KEY</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What webhooks are signed with.</summary>
    public string WebhookKey { get; set; } = "";

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
            problems.Add($"{connection.OptionPath(nameof(ApiKey))} is missing; set a secret reference such as env:ACME_KEY.");
        }
    }
}
