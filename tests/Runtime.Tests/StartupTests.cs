using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime.Tests;

/// <summary>Wrong configuration fails at start, all of it at once, in words that say where and what to do.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Options_are_checked_one_by_one_and_against_each_other()
    {
        var problems = await FailAsync(TestHost.OrderToCash, options =>
        {
            options.Tenant = " ";
            options.Lease = TimeSpan.FromSeconds(20);
            options.PageSize = 0;
            options.WorkersPerConnection = 5000;
            options.PollInterval = TimeSpan.Zero;
            options.InDoubtGrace = TimeSpan.FromSeconds(-1);
            options.Retry.MaxAttempts = 0;
            options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        });
        problems.ShouldContain(text => text.StartsWith("Crossdock:Tenant ", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Lease (00:00:20) must be longer than Crossdock:RemoteTimeout (00:00:30)", StringComparison.Ordinal));
        problems.ShouldContain("Crossdock:PageSize is 0; it must be 1 to 1000.");
        problems.ShouldContain("Crossdock:WorkersPerConnection is 5000; it must be 1 to 1024.");
        problems.ShouldContain(text => text.StartsWith("Crossdock:PollInterval is 00:00:00", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:InDoubtGrace is -00:00:01", StringComparison.Ordinal));
        problems.ShouldContain("Crossdock:Retry:MaxAttempts is 0; it must be 1 to 1000.");
        problems.ShouldContain(text => text.StartsWith("Crossdock:Retry:MaxDelay (00:00:00.0010000) must not be shorter", StringComparison.Ordinal));
        problems.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Flows_are_checked_against_themselves_and_the_connections()
    {
        var problems = await FailAsync(flow =>
        {
            flow.On<Order>("shop").Submit("erp").Submit("sap");
            flow.On<Order>("shop").Submit("erp");
            flow.On<Order>("shop").RequestFulfilment("warehouse").After(Fact.FulfilmentRequested("erp"));
            flow.On<Item>("erp").Publish("shop");
            flow.On<Shipment>("warehouse").Coalesce(TimeSpan.FromSeconds(1)).Report("shop");
        });
        problems.ShouldContain(text => text.Contains("'sap', which is not registered (registered are 'erp', 'shop', 'warehouse')", StringComparison.Ordinal));
        problems.ShouldContain(text => text.Contains("'shop/order/submit-order/erp' is there 2 times", StringComparison.Ordinal));
        problems.ShouldContain(text => text.Contains("waits for 'request-fulfilment' at 'erp', which no step establishes", StringComparison.Ordinal));
        problems.ShouldContain(text => text.Contains("has no IChangeSource<Item>", StringComparison.Ordinal));
        problems.ShouldContain(text => text.Contains("has no IEffectPort<PublishItem>", StringComparison.Ordinal));
        problems.ShouldContain(text => text.Contains("cannot be coalesced", StringComparison.Ordinal));
        problems.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Two_shops_that_may_use_the_same_order_number_need_a_key()
    {
        void Shops(FlowBuilder flow, Func<Order, string>? key)
        {
            flow.On<Order>("shop").Submit("erp");
            var other = flow.On<Order>("marketplace").Pushed();
            (key is null ? other : other.KeyBy(key)).Submit("erp");
        }

        (await FailAsync(flow => Shops(flow, key: null))).ShouldHaveSingleItem()
            .ShouldStartWith("Each order of 'shop' and 'marketplace' goes to 'erp' (submit-order) under its own number");
        (await FailAsync(flow =>
        {
            Shops(flow, order => "M-" + order.Number);
            flow.On<Order>("shop").Submit("sap");
        })).ShouldHaveSingleItem().ShouldContain("'sap'");
    }

    [Fact]
    public async Task Steps_that_wait_for_each_other_are_found()
    {
        var problems = await FailAsync(flow =>
        {
            flow.On<Order>("shop").Submit("erp").After(Fact.FulfilmentRequested("warehouse"));
            flow.On<Order>("shop").RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));
        });
        problems.ShouldHaveSingleItem().ShouldStartWith("These steps wait for each other: 'shop/order/submit-order/erp' -> 'shop/order/request-fulfilment/warehouse' -> ");
    }

    [Theory]
    [InlineData(true, "declares IEffectPort<SubmitOrder> in its manifest and does not implement it")]
    [InlineData(false, "implements IEffectPort<SubmitOrder> and does not declare it in its manifest")]
    public async Task A_manifest_and_its_connector_have_to_agree(bool isDeclared, string expected)
    {
        var manifest = MemoryConnector.ManifestOf("acme", _world.Erp);
        var problems = await FailAsync(
            flow => flow.On<Order>("shop").Pushed().Submit("acme"),
            connections: crossdock => crossdock.AddConnection(
                "acme",
                isDeclared ? manifest : manifest with { Effects = [] },
                _ => isDeclared ? new PortlessConnector() : new MemoryConnector(_world.Erp, _world)));
        problems.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Theory]
    [InlineData(IdempotencyMode.Undeclared, "declare its idempotency mode")]
    [InlineData(IdempotencyMode.NativeKey, "without KeyWindow")]
    public async Task A_financial_effect_needs_a_complete_idempotency_mode(IdempotencyMode mode, string expected)
    {
        _world.Erp.Mode = mode;
        (await FailAsync(flow => flow.On<Order>("shop").Submit("erp"))).ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public async Task A_host_without_a_store_is_told_to_add_one()
    {
        var services = new ServiceCollection();
        services.AddCrossdock(crossdock => crossdock.AddFlow("empty", _ => { }));
        await using var provider = services.BuildServiceProvider();
        var failure = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<CrossdockOptions>>().Value);
        failure.Failures.ShouldContain(text => text.StartsWith("No store is registered", StringComparison.Ordinal));
        failure.Failures.ShouldContain("The flow 'empty' has no step; add one or remove the flow.");
    }

    [Fact]
    public async Task Adding_crossdock_twice_adds_up()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        void Shop(ICrossdockBuilder crossdock) => crossdock
            .AddConnection("shop", MemoryConnector.ManifestOf("memory", _world.Shop), _ => new MemoryConnector(_world.Shop, _world))
            .AddSqliteStore(options => options.Path = _folder.Store);
        builder.Services.AddCrossdock(Shop);
        builder.Services.AddCrossdock(Shop);
        builder.Services.AddCrossdock(crossdock => crossdock
            .AddConnection("erp", MemoryConnector.ManifestOf("memory", _world.Erp), _ => new MemoryConnector(_world.Erp, _world))
            .AddFlow("orders", flow => flow.On<Order>("shop").Submit("erp")));
        using var host = builder.Build();
        host.Services.GetServices<IHostedService>().OfType<CrossdockHostedService>().ShouldHaveSingleItem();
        await host.StartAsync(TestContext.Current.CancellationToken);
        (await host.Services.GetRequiredService<ICrossdockMonitor>().ReadStatusAsync(TestContext.Current.CancellationToken)).Sources.ShouldHaveSingleItem();
        await host.StopAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<ICrossdockStore>().DisposeAsync();
    }

    [Fact]
    public void Acknowledge_follows_submit_only() =>
        Should.Throw<InvalidOperationException>(() => new FlowBuilder("f").On<Order>("shop").RequestFulfilment("warehouse").Acknowledge("shop"));

    private async Task<List<string>> FailAsync(
        Action<FlowBuilder> flow,
        Action<CrossdockOptions>? configure = null,
        Action<ICrossdockBuilder>? connections = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ICrossdockStore>(new SqliteCrossdockStore(new SqliteStoreOptions { Path = _folder.Store }));
        services.AddCrossdock(crossdock =>
        {
            foreach (var (name, remote) in new[] { ("shop", _world.Shop), ("erp", _world.Erp), ("warehouse", _world.Warehouse) })
            {
                crossdock.AddConnection(name, MemoryConnector.ManifestOf("memory", remote), _ => new MemoryConnector(remote, _world));
            }

            connections?.Invoke(crossdock);
            crossdock.AddFlow("order-to-cash", flow).Configure(configure ?? (_ => { }));
        });
        await using var provider = services.BuildServiceProvider();
        var hosted = provider.GetServices<IHostedService>().Single();
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => hosted.StartAsync(TestContext.Current.CancellationToken));
        File.Exists(_folder.Store).ShouldBeFalse("nothing may be opened before the configuration is right");
        return [.. failure.Failures];
    }

    private sealed class PortlessConnector : IConnector;
}
