using Crossdock.Connectors.Http;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>The fakes, and all connectors registered as a host would register them.</summary>
internal sealed class Connections : IAsyncDisposable
{
    private const string Literal = "insecure-literal-for-tests:";
    private readonly ServiceProvider _provider;
    private bool _ownsSystems = true;

    private Connections(FakeSystems systems, FakeTimeProvider time, Action<IServiceCollection>? change, string? erpToken, string? warehouseKey = null)
    {
        (Systems, Time) = (systems, time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        var builder = new Builder(services);
        builder.AddFakeErp("erp", options =>
        {
            Allow(options.Http, systems.ErpAddress);
            options.Token = Literal + (erpToken ?? systems.Options.ErpToken);
        });
        builder.AddFakeWarehouse("warehouse", options =>
        {
            Allow(options.Http, systems.WarehouseAddress);
            options.ApiKey = Literal + (warehouseKey ?? systems.Options.WarehouseApiKey);
        });
        builder.AddFakePayments("payments", options =>
        {
            Allow(options.Http, systems.PaymentsAddress);
            options.ApiKey = Literal + systems.Options.PaymentsApiKey;
        });
        change?.Invoke(services);
        _provider = services.BuildServiceProvider();
    }

    public FakeSystems Systems { get; }

    /// <summary>The clock of the connectors and of the fakes' business time.</summary>
    public FakeTimeProvider Time { get; }

    public FakeErpConnector Erp => (FakeErpConnector)_provider.GetRequiredKeyedService<IConnector>("erp");

    public FakeWarehouseConnector Warehouse => (FakeWarehouseConnector)_provider.GetRequiredKeyedService<IConnector>("warehouse");

    public FakePaymentsConnector Payments => (FakePaymentsConnector)_provider.GetRequiredKeyedService<IConnector>("payments");

    /// <summary>Connects to systems that run already, or to new ones.</summary>
    public static async Task<Connections> StartAsync(
        FakeSystemsOptions? options = null, Action<IServiceCollection>? change = null, string? erpToken = null, FakeSystems? systems = null, string? warehouseKey = null)
    {
        if (systems is not null)
        {
            return new Connections(systems, new FakeTimeProvider(TimeProvider.System.GetUtcNow()), change, erpToken, warehouseKey) { _ownsSystems = false };
        }

        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));
        return new Connections(await FakeSystems.StartAsync((options ?? new FakeSystemsOptions()) with { TimeProvider = time }, TestContext.Current.CancellationToken), time, change, erpToken, warehouseKey);
    }

    public static EffectRequest<T> Request<T>(string connection, EffectOperation operation, string key, T command, int revision = 1)
        where T : class, IEffectCommand =>
        new(new IdempotencyKey("acme", connection, operation.Name, key, revision), command, 1, "corr");

    public static EffectRequest<SubmitOrder> Submit(Canonical.Order order, int revision = 1) =>
        Request("erp", SubmitOrder.Operation, order.Number, new SubmitOrder(order), revision);

    public static EffectRequest<RequestFulfilment> Fulfil(Canonical.FulfilmentRequest document, int revision = 1) =>
        Request("warehouse", RequestFulfilment.Operation, document.Number, new RequestFulfilment(document), revision);

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        if (_ownsSystems)
        {
            await Systems.DisposeAsync();
        }
    }

    private static void Allow(ConnectorHttpOptions http, Uri address)
    {
        http.BaseAddress = address;
        http.PrivateHosts.Add(address.Host);

        // Tests see each failure; waiting and trying again is tested where it is done.
        http.ReadRetries = 0;
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;
}
