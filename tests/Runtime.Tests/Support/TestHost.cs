using System.Diagnostics.Metrics;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>One life of a host over a store file. Several may follow each other over the same file and world.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly World _world;
    private bool _isStopped;

    private TestHost(ServiceProvider services, World world)
    {
        _services = services;
        _world = world;
    }

    public ICrossdockStore Store => _services.GetRequiredService<ICrossdockStore>();

    public IIntake Intake => _services.GetRequiredService<IIntake>();

    public IReplayPlans Replays => _services.GetRequiredService<IReplayPlans>();

    /// <summary>What its meters belong to.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public ICrossdockMonitor Monitor => _services.GetRequiredService<ICrossdockMonitor>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Shop, ERP and warehouse with the given flow; short pauses, since the clock is ours.</summary>
    public static async Task<TestHost> StartAsync(
        World world,
        string path,
        Action<FlowBuilder>? flow = null,
        Action<CrossdockOptions>? configure = null,
        Func<ICrossdockStore, ICrossdockStore>? decorate = null,
        ILoggerProvider? logs = null,
        int maxConcurrency = 0,
        IAuditAnchor? anchor = null)
    {
        ICrossdockStore store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = path, Synchronous = SqliteSynchronousMode.Normal, CheckIntegrityAtOpen = false });
        store = new ObservedStore(store, world);
        store = decorate?.Invoke(store) ?? store;
        var services = new ServiceCollection();
        services.AddSingleton(store);
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddMetrics();
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Debug);
            if (logs is not null)
            {
                logging.AddProvider(logs);
            }
        });
        services.AddCrossdock(crossdock =>
        {
            if (anchor is not null)
            {
                crossdock.AddAuditAnchor(anchor);
            }

            world.Connect(crossdock, maxConcurrency);
            crossdock.AddFlow("order-to-cash", flow ?? OrderToCash);
            crossdock.Configure(options =>
            {
                options.PollInterval = TimeSpan.FromSeconds(1);
                options.InDoubtGrace = TimeSpan.FromSeconds(1);
                options.Retry.JitterSeed = 1;
                configure?.Invoke(options);
            });
        });
        var host = new TestHost(services.BuildServiceProvider(), world);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(Cancel);
        }

        return host;
    }

    public static void OrderToCash(FlowBuilder flow)
    {
        flow.On<Canonical.Order>("shop").SequenceBy(order => order.Number).Submit("erp").Acknowledge("shop");
        flow.On<Canonical.Order>("shop").RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));
        flow.On<Canonical.Shipment>("warehouse").Report("shop").Report("erp")
            .PostInvoice("erp").After(Fact.ShipmentReported("erp"));
        flow.On<Canonical.Invoice>("erp").Publish("shop");
        flow.On<Canonical.Inventory>("warehouse").Coalesce(TimeSpan.FromSeconds(5)).Publish("shop");
    }

    /// <summary>What moves money besides: a back office bills and credits, and tells of payments and refunds.</summary>
    public static void Money(FlowBuilder flow)
    {
        flow.On<Canonical.Order>("shop").Submit("erp");
        flow.On<Canonical.Invoice>("warehouse").Post("erp").PostCreditNote("erp");
        flow.On<Canonical.Payment>("warehouse").Refund("shop").Record("erp");
    }

    /// <summary>Lets the host work until nothing goes on by itself, moving the clock along.</summary>
    /// <param name="step">How far the clock moves when nothing else happens.</param>
    /// <param name="atMost">How much time may pass in the test's world.</param>
    public async Task<CrossdockStatus> SettleAsync(TimeSpan? step = null, TimeSpan? atMost = null)
    {
        var end = _world.Time.GetUtcNow() + (atMost ?? TimeSpan.FromHours(6));
        var quiet = 0;
        while (true)
        {
            var status = await Monitor.ReadStatusAsync(Cancel);
            quiet = status.IsIdle ? quiet + 1 : 0;
            if (quiet > 2)
            {
                return status;
            }

            if (_world.Time.GetUtcNow() > end)
            {
                throw new TimeoutException($"Not idle: {string.Join(", ", status.Work.Select(entry => $"{entry.Key} {entry.Value}"))}");
            }

            await PassAsync(step ?? UntilDue(status));
        }
    }

    /// <summary>Waits until a condition holds, moving the clock along.</summary>
    public async Task UntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        for (var i = 0; !condition(); i++)
        {
            i.ShouldBeLessThan(5000, "the condition never held");
            await PassAsync(step ?? TimeSpan.FromSeconds(1));
        }
    }

    // A second, so that polls happen; longer when nothing is due, but well below any time-out of a call under way.
    private TimeSpan UntilDue(CrossdockStatus status) =>
        TimeSpan.FromSeconds(Math.Clamp(((status.NextDue ?? DateTimeOffset.MinValue) - _world.Time.GetUtcNow()).TotalSeconds, 1, 6));

    /// <summary>Lets the host finish what is due now, then moves the clock.</summary>
    public Task PassAsync(TimeSpan time) => _world.PassAsync(time);

    public async Task<IReadOnlyList<WorkItem>> ExceptionsAsync(params WorkState[] states) =>
        await Store.ListExceptionsAsync(new ExceptionFilter("default", states.Length == 0 ? [WorkState.Parked, WorkState.DeadLettered, WorkState.Rejected] : states), Cancel);

    /// <summary>The audit chain so far.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in Store.ReadAuditAsync("default", 1, Cancel))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            var stopping = Task.WhenAll(_services.GetServices<IHostedService>().Select(service => service.StopAsync(CancellationToken.None)));
            while (!stopping.IsCompleted)
            {
                await PassAsync(TimeSpan.FromMilliseconds(200));
            }

            await stopping;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Store.DisposeAsync();
        await _services.DisposeAsync();
    }
}
