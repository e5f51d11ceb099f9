using Crossdock.Connectors.Http;
using Crossdock.Connectors.Vendure;
using Crossdock.FakeConnectors;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crossdock.OrderToCash;

/// <summary>The host: the flow, its connections, and options for systems that fail all the time and are a millisecond away.</summary>
internal static class OrderToCashHost
{
    public const string Tenant = "sample";

    /// <summary>Where a run writes its warnings.</summary>
    public static string WarningsPath(RunPlan plan) => plan.Store + ".log";

    public static IHost Build(RunPlan plan, RemoteSystems systems, TimeProvider time, Action<IServiceCollection>? customise)
    {
        var builder = Begin(plan, time);
        builder.Services.AddCrossdock(crossdock => crossdock
            .Configure(Tune)
            .AddStore(plan.Target)
            .AddVendure("shop", shop =>
            {
                Local(shop.Http, new Uri(systems.AddressOf("shop"), "admin-api"));
                shop.StockLocations["WH-1"] = "1";
                shop.Overlap = TimeSpan.FromSeconds(2);
                shop.ApiKey = new SecretReference(TestSecret("fake-shop-key"));
            })
            .AddFakePayments("payments", payments =>
            {
                Local(payments.Http, systems.AddressOf("payments"));
                payments.ApiKey = TestSecret("fake-payments-key");
            })
            .AddFakeErp("erp", erp =>
            {
                Local(erp.Http, systems.AddressOf("erp"));
                erp.Token = TestSecret("fake-erp-token");
            })
            .AddFakeWarehouse("warehouse", warehouse =>
            {
                Local(warehouse.Http, systems.AddressOf("warehouse"));
                warehouse.ApiKey = TestSecret("fake-warehouse-key");
            })
            .AddOrderToCash());
        customise?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>What every host of this sample has: no signals of its own, the clock, and its warnings in a file.</summary>
    public static HostApplicationBuilder Begin(RunPlan plan, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(time);
        builder.Logging.AddProvider(new WarningsFile(WarningsPath(plan), time));
        return builder;
    }

    /// <summary>Starts the host; what keeps it from starting is told as one text.</summary>
    /// <exception cref="CannotRunException">The store is refused, or an option is wrong.</exception>
    public static async Task StartAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            throw new CannotRunException(exception.Message, exception);
        }
        catch (OptionsValidationException exception)
        {
            throw new CannotRunException(string.Join(Environment.NewLine, exception.Failures), exception);
        }
    }

    /// <summary>Keeps the state where the run says.</summary>
    public static ICrossdockBuilder AddStore(this ICrossdockBuilder crossdock, RunStore target) => target.ConnectionString is { } connection
        ? crossdock.AddPostgreSqlStore(store => store.ConnectionString = connection)
        : crossdock.AddSqliteStore(store => store.Path = target.Path);

    // The defaults suit systems far away that fail rarely; here a second of waiting is most of the run.
    private static void Tune(CrossdockOptions options)
    {
        options.Tenant = Tenant;
        options.PollInterval = TimeSpan.FromMilliseconds(250);
        options.IdleInterval = TimeSpan.FromMilliseconds(500);
        options.InDoubtGrace = TimeSpan.FromSeconds(1); // on a busy machine even a fake may take that long to begin
        options.RemoteTimeout = TimeSpan.FromSeconds(2); // twice what a call may take
        options.Lease = TimeSpan.FromSeconds(5); // on a shared store, so long does it take until others take over from a process that died
        options.ShutdownTimeout = TimeSpan.FromSeconds(10);
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(50);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.MaxRetryAfter = TimeSpan.FromMilliseconds(100); // the header knows whole seconds only
        options.Circuit.FirstBreak = TimeSpan.FromMilliseconds(100);
        options.Circuit.MaxBreak = TimeSpan.FromSeconds(1);
        options.WorkersPerConnection = 16;
    }

    private static void Local(ConnectorHttpOptions http, Uri address)
    {
        http.BaseAddress = address;
        http.PrivateHosts.Add(address.Host);
        http.Timeout = TimeSpan.FromSeconds(1);
        http.MaxConcurrency = 16;
        http.ReadRetryDelay = TimeSpan.FromMilliseconds(20);
        http.MaxReadRetryDelay = TimeSpan.FromMilliseconds(250);
    }

    /// <summary>A secret of a system that lives as long as the run.</summary>
    public static string TestSecret(string value) => "insecure-literal-for-tests:" + value;
}
