using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>A host with one connection, <c>shop</c>, to whatever plays the shop.</summary>
internal sealed class TestShop : IAsyncDisposable
{
    public const string Key = "sk_canary";

    public static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public TestShop(HttpMessageHandler handler, Action<MedusaOptions>? configure = null, FakeTimeProvider? time = null)
    {
        Time = time ?? new FakeTimeProvider(Now);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        new Builder(services).AddMedusa("shop", options =>
        {
            options.Http.BaseAddress = new Uri("https://shop.example.com/admin");
            options.Http.ReadRetries = 0;
            options.ApiKey = new SecretReference("insecure-literal-for-tests:" + Key);
            options.StockLocations["WH-1"] = "sloc_1";
            configure?.Invoke(options);
        });
        services.AddHttpClient(ConnectorHttpClient.ClientName("shop")).ConfigurePrimaryHttpMessageHandler(() => handler);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public MedusaConnector Connector => (MedusaConnector)_services.GetRequiredKeyedService<IConnector>("shop");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Change<Order>?> FindAsync(string id) => Connector.FindAsync(id, Stop);

    public Task<ChangePage<T>> ReadAsync<T>(Checkpoint after, int size = 100)
        where T : class, ICanonicalDocument<T> => ((IChangeSource<T>)(object)Connector).ReadChangesAsync(new ChangeQuery(after, size), Stop);

    /// <summary>Reads pages until there are no more.</summary>
    public async Task<(IReadOnlyList<Change<T>> Changes, Checkpoint Next)> PollAsync<T>(Checkpoint after, int size = 100)
        where T : class, ICanonicalDocument<T>
    {
        var changes = new List<Change<T>>();
        for (var i = 0; i < 1000; i++)
        {
            var page = await ReadAsync<T>(after, size);
            changes.AddRange(page.Changes);
            after = page.Next;
            if (!page.HasMore)
            {
                return (changes, after);
            }
        }

        throw new InvalidOperationException("The walk has no end.");
    }

    public Task<EffectResult> DoAsync<T>(T command, string number)
        where T : class, IEffectCommand => ((IEffectPort<T>)(object)Connector).ExecuteAsync(Request(command, number), Stop);

    public Task<ProbeResult> ProbeAsync<T>(T command, string number)
        where T : class, IEffectCommand => ((IEffectPort<T>)(object)Connector).ProbeAsync(Request(command, number), Stop);

    public Task<IReadOnlyList<BatchResult>> DoAllAsync<T>(params T[] commands)
        where T : class, IEffectCommand =>
        ((IBatchEffectPort<T>)(object)Connector).ExecuteBatchAsync([.. commands.Select((command, index) => Request(command, $"{index}"))], Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static EffectRequest<T> Request<T>(T command, string number)
        where T : class, IEffectCommand => new(new IdempotencyKey("acme", "shop", typeof(T).Name, number, 1), command, 1, number);

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
