using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.RealSystems;

/// <summary>A host with one connection, <c>shop</c>, to a real shop. Disposing it and making another one is a restart of the host.</summary>
/// <typeparam name="TConnector">The shop's connector.</typeparam>
/// <typeparam name="TNetwork">What lies between, and loses answers.</typeparam>
internal abstract class LiveConnection<TConnector, TNetwork> : IAsyncDisposable
    where TConnector : class, IDocumentLookup<Order>
    where TNetwork : DelegatingHandler, new()
{
    protected const string Name = "shop";
    private readonly ServiceProvider _services;
    private readonly int _pageSize;

    /// <param name="add">Adds the connector under <see cref="Name"/>.</param>
    /// <param name="pageSize">Small, so that the cursor has something to do.</param>
    protected LiveConnection(Action<ICrossdockBuilder> add, int pageSize)
    {
        _pageSize = pageSize;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        add(new Builder(services));
        services.AddHttpClient(ConnectorHttpClient.ClientName(Name)).SetHandlerLifetime(Timeout.InfiniteTimeSpan).AddHttpMessageHandler(() => Network);
        _services = services.BuildServiceProvider();
    }

    public TNetwork Network { get; } = new();

    /// <summary>A clock that starts with the shop's and that a test may move on.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public TConnector Connector => (TConnector)_services.GetRequiredKeyedService<IConnector>(Name);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Reads all there is by the cursor.</summary>
    public async Task<(IReadOnlyList<Change<T>> Changes, Checkpoint After)> ReadAllAsync<T>(Checkpoint after)
        where T : class, ICanonicalDocument<T>
    {
        var source = (IChangeSource<T>)Connector;
        var changes = new List<Change<T>>();
        for (var page = 0; page < 1000; page++)
        {
            var read = await source.ReadChangesAsync(new ChangeQuery(after, _pageSize), Stop);
            changes.AddRange(read.Changes);
            after = read.Next;
            if (!read.HasMore)
            {
                return (changes, after);
            }
        }

        throw new InvalidOperationException("The source has no end.");
    }

    public async Task<Order> FindAsync(string key)
    {
        var change = await Connector.FindAsync(key, Stop);
        change.ShouldNotBeNull();
        change.Problems.ShouldBeEmpty();
        return change.Document!;
    }

    public Task<EffectResult> ExecuteAsync<T>(T command, string document)
        where T : class, IEffectCommand => ((IEffectPort<T>)Connector).ExecuteAsync(Request(command, document), Stop);

    public Task<ProbeResult> ProbeAsync<T>(T command, string document)
        where T : class, IEffectCommand => ((IEffectPort<T>)Connector).ProbeAsync(Request(command, document), Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static EffectRequest<T> Request<T>(T command, string document)
        where T : class, IEffectCommand => new(new IdempotencyKey("acme", Name, typeof(T).Name, document, 1), command, 1, "correlation");

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
