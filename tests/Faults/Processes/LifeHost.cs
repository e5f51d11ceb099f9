using Crossdock.Connectors.Http;
using Crossdock.Connectors.Vendure;
using Crossdock.FakeConnectors;
using Crossdock.Canonical;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Faults.Processes;

/// <summary>Order to cash as a host would run it, with the shipped connectors, on a store with failpoints. Times suit systems a millisecond away.</summary>
internal static class LifeHost
{
    public const string Tenant = "faults";

    /// <summary>Attempts before an effect ends for a person.</summary>
    public const int MaxAttempts = 6;

    /// <summary>How long a claim holds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    /// <param name="store">The store, already intercepted.</param>
    /// <param name="systems">Root of the fake systems.</param>
    /// <param name="configure">Changes options last.</param>
    public static ServiceProvider Build(ICrossdockStore store, Uri systems, Action<CrossdockOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(store);
        services.AddLogging();
        services.AddCrossdock(crossdock => crossdock
            .Configure(Tune)
            .Configure(options => configure?.Invoke(options))
            .AddVendure("shop", shop =>
            {
                Local(shop.Http, new Uri(systems, "shop/admin-api"));
                shop.StockLocations["WH-1"] = "1";
                shop.Overlap = TimeSpan.FromSeconds(2);
                shop.ApiKey = new SecretReference(TestSecret("fake-shop-key"));
            })
            .AddFakeErp("erp", erp =>
            {
                Local(erp.Http, new Uri(systems, "erp/"));
                erp.Token = TestSecret("fake-erp-token");
            })
            .AddFakeWarehouse("warehouse", warehouse =>
            {
                Local(warehouse.Http, new Uri(systems, "warehouse/"));
                warehouse.ApiKey = TestSecret("fake-warehouse-key");
            })
            .AddFlow("order-to-cash", OrderToCash));
        InterceptConnectors(services);
        return services.BuildServiceProvider();
    }

    public static async Task StartAsync(IServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public static async Task StopAsync(IServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    private static void OrderToCash(FlowBuilder flow)
    {
        flow.On<Order>("shop")
            .Submit("erp").Acknowledge("shop")
            .RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));
        flow.On<Shipment>("warehouse").Report("shop").Report("erp").PostInvoice("erp").After(Fact.ShipmentReported("erp"));
        flow.On<Inventory>("warehouse").Coalesce(TimeSpan.FromMilliseconds(100)).Publish("shop");
    }

    private static void Tune(CrossdockOptions options)
    {
        options.Tenant = Tenant;
        options.PollInterval = TimeSpan.FromMilliseconds(150);
        options.IdleInterval = TimeSpan.FromMilliseconds(200);
        options.InDoubtGrace = TimeSpan.FromMilliseconds(300);
        options.RemoteTimeout = TimeSpan.FromSeconds(3);
        options.Lease = Lease;
        options.ShutdownTimeout = TimeSpan.FromSeconds(5);
        options.WorkersPerConnection = 4;
        options.Circuit.FirstBreak = TimeSpan.FromSeconds(1);
        options.Circuit.MaxBreak = TimeSpan.FromSeconds(5);
        options.Replay.ItemsPerStep = 1;
        options.Replay.Pause = TimeSpan.FromMilliseconds(20);
        options.Retry.MaxAttempts = MaxAttempts;
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxRetryAfter = TimeSpan.FromMilliseconds(100);
    }

    private static void Local(ConnectorHttpOptions http, Uri address)
    {
        http.BaseAddress = address;
        http.PrivateHosts.Add(address.Host);
        http.Timeout = TimeSpan.FromSeconds(2);
        http.MaxConcurrency = 8;
        http.ReadRetries = 0; // each failure is seen by the runtime, and so by its failpoints
    }

    private static void InterceptConnectors(IServiceCollection services)
    {
        foreach (var descriptor in services.Where(one => one.IsKeyedService && one.ServiceType == typeof(IConnector)).ToList())
        {
            services.Remove(descriptor);
            services.AddKeyedSingleton((string)descriptor.ServiceKey!, (provider, key) =>
                Ports.Intercept((string)key!, descriptor.KeyedImplementationFactory!(provider, key)));
        }
    }

    private static string TestSecret(string value) => "insecure-literal-for-tests:" + value;
}
