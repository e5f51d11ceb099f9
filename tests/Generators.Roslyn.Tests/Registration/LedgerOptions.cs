namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>Options of the connector under test.</summary>
public sealed class LedgerOptions : IConnectionOptions
{
    public Uri? Endpoint { get; set; }

    public int Company { get; set; }

    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        if (Endpoint is not { IsAbsoluteUri: true })
        {
            problems.Add($"{connection.OptionPath(nameof(Endpoint))} is missing: set the absolute address of the ledger.");
        }

        if (Company < 0)
        {
            problems.Add("the company must not be negative");
        }
    }
}
