using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Crossdock.Connectors.Medusa;
using Crossdock.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.RealSystems.Medusa;

/// <summary>A host with one connection, <c>shop</c>, to the real shop. Disposing it and making another one is a restart of the host.</summary>
internal sealed class ShopConnection : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ShopConnection(MedusaServer shop, Action<MedusaOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        new Builder(services).AddMedusa("shop", options =>
        {
            options.Http.BaseAddress = shop.AdminApi;
            options.Http.PrivateHosts.Add("127.0.0.1");
            options.Http.ReadRetries = 0;
            options.Http.Timeout = TimeSpan.FromMinutes(2);
            options.ApiKey = new SecretReference("insecure-literal-for-tests:" + shop.ApiKey);
            configure?.Invoke(options);
        });
        services.AddHttpClient(ConnectorHttpClient.ClientName("shop")).SetHandlerLifetime(Timeout.InfiniteTimeSpan).AddHttpMessageHandler(() => Network);
        _services = services.BuildServiceProvider();
    }

    public LostAnswers Network { get; } = new();

    /// <summary>A clock that starts with the shop's and that a test may move on.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public MedusaConnector Connector => (MedusaConnector)_services.GetRequiredKeyedService<IConnector>("shop");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Reads all there is by the cursor.</summary>
    public async Task<(IReadOnlyList<Change<T>> Changes, Checkpoint After)> ReadAllAsync<T>(Checkpoint after, int pageSize = 3)
        where T : class, ICanonicalDocument<T>
    {
        var source = (IChangeSource<T>)(IConnector)Connector;
        var changes = new List<Change<T>>();
        for (var page = 0; page < 1000; page++)
        {
            var read = await source.ReadChangesAsync(new ChangeQuery(after, pageSize), Stop);
            changes.AddRange(read.Changes);
            after = read.Next;
            if (!read.HasMore)
            {
                return (changes, after);
            }
        }

        throw new InvalidOperationException("The source has no end.");
    }

    public async Task<Order> FindAsync(string id)
    {
        var change = await Connector.FindAsync(id, Stop);
        change.ShouldNotBeNull();
        change.Problems.ShouldBeEmpty();
        return change.Document!;
    }

    public Task<EffectResult> ExecuteAsync<T>(T command, string document)
        where T : class, IEffectCommand => ((IEffectPort<T>)(IConnector)Connector).ExecuteAsync(Request(command, document), Stop);

    public Task<ProbeResult> ProbeAsync<T>(T command, string document)
        where T : class, IEffectCommand => ((IEffectPort<T>)(IConnector)Connector).ProbeAsync(Request(command, document), Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static EffectRequest<T> Request<T>(T command, string document)
        where T : class, IEffectCommand => new(new IdempotencyKey("acme", "shop", typeof(T).Name, document, 1), command, 1, "correlation");

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
