using Crossdock;
using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Company.ThisSystem.Tests;

/// <summary>The system as the tests see it: connectors to it, and its own books. Fill it in first; the rules need it.</summary>
internal sealed class RemoteSystemRemote : ConnectorFixture
{
    private const string Literal = "insecure-literal-for-tests:";
    private readonly List<ServiceProvider> _providers = [];

    /// <summary>What the connector's attributes declare.</summary>
    public override ConnectorManifest Manifest => RemoteSystemConnector.Manifest;

    /// <summary>A sandbox of the system.</summary>
    public static Uri Address => new("https://warehouse.invalid/");

    /// <summary>A key that the sandbox takes.</summary>
    public static string ApiKey => "the-key-of-the-sandbox";

    /// <summary>Makes a connector as a newly started process would.</summary>
    public override Task<IConnector> ConnectAsync(ConnectionSetup setup)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new SkewedTime(setup.ClockSkew));

        // A stand-in inside the process is an HttpMessageHandler: hand it over as the last argument.
        services.AddRemoteWire(setup.Wire);
        new Builder(services).AddRegisteredSystem("warehouse", options =>
        {
            options.Http.BaseAddress = Address;
            options.Http.ReadRetries = 0; // the rules want to see each failure
            options.ApiKey = Literal + (setup.WrongCredential ? ConnectionSetup.WrongSecret : ApiKey);
        });
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return Task.FromResult(provider.GetRequiredKeyedService<IConnector>("warehouse"));
    }

    /// <summary>How often the request is in the system's own books.</summary>
    public Task<int> CountRequestsAsync(string reference) => throw new NotImplementedException($"Count the requests with reference {reference} at the system.");

    /// <summary>Ships something at the system, past the connector, and returns the shipment's number.</summary>
    public Task<string> ShipAsync() => throw new NotImplementedException("Make a shipment at the system.");

    public override ValueTask DisposeAsync()
    {
        _providers.ForEach(provider => provider.Dispose());
        return ValueTask.CompletedTask;
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
