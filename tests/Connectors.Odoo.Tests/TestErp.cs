using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>A host with one connection, <c>erp</c>, to whatever plays Odoo.</summary>
internal sealed class TestErp : IAsyncDisposable
{
    public const string ApiKey = "canary-key";

    private readonly ServiceProvider _services;

    public TestErp(HttpMessageHandler handler, Action<OdooOptions>? configure = null)
    {
        var services = new ServiceCollection();
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 14, 0, 0, TimeSpan.Zero));
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        new Builder(services).AddOdoo("erp", options =>
        {
            options.Http.BaseAddress = new Uri("https://erp.example.com");
            options.Http.ReadRetries = 0;
            options.Database = "erp";
            options.ApiKey = new SecretReference("insecure-literal-for-tests:" + ApiKey);
            options.DefaultCustomer = "WEB";
            configure?.Invoke(options);
        });
        services.AddHttpClient(ConnectorHttpClient.ClientName("erp")).ConfigurePrimaryHttpMessageHandler(() => handler);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public OdooConnector Connector => (OdooConnector)_services.GetRequiredKeyedService<IConnector>("erp");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Change<T>?> FindAsync<T>(string key)
        where T : class, Canonical.ICanonicalDocument<T> => ((IDocumentLookup<T>)(object)Connector).FindAsync(key, Stop);

    public Task<ChangePage<T>> ReadAsync<T>(Checkpoint after, int size = 100)
        where T : class, Canonical.ICanonicalDocument<T> => ((IChangeSource<T>)(object)Connector).ReadChangesAsync(new ChangeQuery(after, size), Stop);

    public Task<EffectResult> DoAsync<T>(T command, string number, int revision = 1)
        where T : class, IEffectCommand =>
        ((IEffectPort<T>)(object)Connector).ExecuteAsync(new EffectRequest<T>(new IdempotencyKey("acme", "erp", typeof(T).Name, number, revision), command, 1, number), Stop);

    public Task<ProbeResult> ProbeAsync<T>(T command, string number, int revision = 1)
        where T : class, IEffectCommand =>
        ((IEffectPort<T>)(object)Connector).ProbeAsync(new EffectRequest<T>(new IdempotencyKey("acme", "erp", typeof(T).Name, number, revision), command, 1, number), Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
