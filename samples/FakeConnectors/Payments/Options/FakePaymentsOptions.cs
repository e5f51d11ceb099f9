using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors;

/// <summary>Options of a connection to the fake payment provider.</summary>
public sealed class FakePaymentsOptions : IConnectionOptions
{
    /// <summary>How the provider is called; <c>BaseAddress</c> is the root of its API.</summary>
    public ConnectorHttpOptions Http { get; } = new();

    /// <summary>Secret reference of the API key, e.g. <c>env:PAYMENTS_KEY</c>.</summary>
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
            problems.Add($"{connection.OptionPath(nameof(ApiKey))} is missing; set a secret reference such as env:PAYMENTS_KEY.");
        }
    }
}
