using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>A host with one connection, <c>shop</c>, to whatever plays the shop.</summary>
internal sealed class TestShop : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestShop(ServiceProvider services, TimeProvider time)
    {
        _services = services;
        Time = time;
    }

    public TimeProvider Time { get; }

    public VendureConnector Connector => (VendureConnector)_services.GetRequiredKeyedService<IConnector>("shop");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TestShop With(HttpMessageHandler handler, Action<VendureOptions>? configure = null, TimeProvider? time = null) =>
        Create(new Uri("https://shop.example.com/admin-api"), "key", configure, time, services =>
            services.AddHttpClient(ConnectorHttpClient.ClientName("shop")).ConfigurePrimaryHttpMessageHandler(() => handler));

    public static TestShop Replaying(params string[] captures) => With(GraphQlHandler.Replaying(captures));

    public static TestShop At(Uri address, string key, Action<VendureOptions>? configure = null, TimeProvider? time = null) =>
        Create(address, key, configure, time, _ => { });

    public Task<Change<Canonical.Order>?> FindAsync(string code) => Connector.FindAsync(code, Stop);

    public Task<ChangePage<Canonical.Order>> ReadAsync(Checkpoint after, int pageSize) => Connector.ReadChangesAsync(new ChangeQuery(after, pageSize), Stop);

    public Task<EffectResult> ExecuteAsync(ReportShipment command) => Connector.ExecuteAsync(Request(command, ReportShipment.Operation, command.Document.Number), Stop);

    public Task<ProbeResult> ProbeAsync(ReportShipment command) => Connector.ProbeAsync(Request(command, ReportShipment.Operation, command.Document.Number), Stop);

    public Task<EffectResult> ExecuteAsync(PublishInventory command) => Connector.ExecuteAsync(Request(command, PublishInventory.Operation, "stock"), Stop);

    public Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(params PublishInventory[] commands) =>
        Connector.ExecuteBatchAsync([.. commands.Select((command, index) => Request(command, PublishInventory.Operation, $"stock-{index}"))], Stop);

    public Task<ProbeResult> ProbeAsync(PublishInventory command) => Connector.ProbeAsync(Request(command, PublishInventory.Operation, "stock"), Stop);

    public Task<EffectResult> ExecuteAsync(IssueRefund command) => Connector.ExecuteAsync(Request(command, IssueRefund.Operation, command.Document.Number), Stop);

    public Task<ProbeResult> ProbeAsync(IssueRefund command) => Connector.ProbeAsync(Request(command, IssueRefund.Operation, command.Document.Number), Stop);

    public Task<ChangePage<Canonical.Item>> ReadItemsAsync(Checkpoint after, int pageSize) =>
        ((IItemSource)Connector).ReadChangesAsync(new ChangeQuery(after, pageSize), Stop);

    public Task<EffectResult> ExecuteAsync(AcknowledgeOrder command) =>
        Connector.ExecuteAsync(Request(command, AcknowledgeOrder.Operation, command.Document.OrderNumber), Stop);

    public Task<ProbeResult> ProbeAsync(AcknowledgeOrder command) =>
        Connector.ProbeAsync(Request(command, AcknowledgeOrder.Operation, command.Document.OrderNumber), Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static EffectRequest<T> Request<T>(T command, EffectOperation operation, string document)
        where T : class, IEffectCommand =>
        new(new IdempotencyKey("acme", "shop", operation.Name, document, 1), command, 1, "correlation");

    private static TestShop Create(Uri address, string key, Action<VendureOptions>? configure, TimeProvider? time, Action<IServiceCollection> more)
    {
        var services = new ServiceCollection();
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));
        services.AddSingleton(time);
        services.AddLogging();
        new Builder(services).AddVendure("shop", options =>
        {
            options.Http.BaseAddress = address;
            options.Http.PrivateHosts.Add("127.0.0.1");
            options.Http.ReadRetries = 0;
            options.ApiKey = new SecretReference("insecure-literal-for-tests:" + key);
            options.StockLocations["WH-1"] = "1";
            options.Overlap = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        });
        more(services);
        return new TestShop(services.BuildServiceProvider(), time);
    }

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
