using Crossdock.AcmeWarehouse.Tests.Defects;
using Crossdock.AcmeWarehouse.Wms;
using Crossdock.TestKit.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.AcmeWarehouse.Tests;

/// <summary>A warehouse, and connectors to it as a host would make them.</summary>
internal sealed class AcmeFixture : ConnectorFixture
{
    private const string Literal = "insecure-literal-for-tests:";
    private readonly List<ServiceProvider> _providers = [];
    private int _next;

    public override ConnectorManifest Manifest => DefectiveManifest.Of(AcmeWarehouseConnector.Manifest, Defect);

    public AcmeWms Wms { get; } = new();

    public Defect Defect { get; init; }

    public string NextNumber() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SO-{++_next:D4}");

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup)
    {
        var services = new ServiceCollection();
        var time = new SkewedTime(setup.ClockSkew);
        services.AddSingleton<TimeProvider>(time);
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new DefectiveHandler(Defect)));
        services.AddRemoteWire(setup.Wire, Wms);
        new Builder(services).AddAcmeWarehouse("warehouse", options =>
        {
            options.Http.BaseAddress = new Uri("https://wms.acme.example/");
            options.Http.ReadRetries = 0;
            options.ApiKey = Literal + (setup.WrongCredential ? ConnectionSetup.WrongSecret : AcmeWms.ApiKey);
            options.WebhookKey = AcmeWms.WebhookKey;
        });
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        var connector = (AcmeWarehouseConnector)provider.GetRequiredKeyedService<IConnector>("warehouse");
        return Task.FromResult<IConnector>(Defect == Defect.None ? connector : new DefectiveConnector(connector, Defect, time));
    }

    public override ValueTask DisposeAsync()
    {
        _providers.ForEach(provider => provider.Dispose());
        Wms.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
