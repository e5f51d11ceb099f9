using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors;

/// <summary>Options of a connection to the fake ERP.</summary>
public sealed class FakeErpOptions : IConnectionOptions
{
    /// <summary>How the ERP is called; <c>BaseAddress</c> is the root of its API.</summary>
    public ConnectorHttpOptions Http { get; } = new();

    /// <summary>Secret reference of the bearer token, e.g. <c>env:ERP_TOKEN</c>.</summary>
    public string? Token { get; set; }

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in Http.Validate(connection))
        {
            problems.Add(problem);
        }

        if (string.IsNullOrWhiteSpace(Token))
        {
            problems.Add($"{connection.OptionPath(nameof(Token))} is missing; set a secret reference such as env:ERP_TOKEN.");
        }
    }
}
