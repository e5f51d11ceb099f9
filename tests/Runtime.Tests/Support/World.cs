using Crossdock.Canonical;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>The systems around a host, and the clock. They go on when a host dies.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private int _busy;
    private long _activity;

    public World()
    {
        Time = new FakeTimeProvider(Start);
        Shop = new Remote(Time);
        Erp = new Remote(Time);
        Warehouse = new Remote(Time);
    }

    public FakeTimeProvider Time { get; }

    public Remote Shop { get; }

    public Remote Erp { get; }

    public Remote Warehouse { get; }

    public Feed<Order> Orders { get; } = new();

    public Feed<Shipment> Shipments { get; } = new();

    public Feed<Inventory> Stock { get; } = new();

    public Feed<Invoice> Invoices { get; } = new();

    public Feed<Payment> Payments { get; } = new();

    /// <summary>Runs something that a host does, so that <see cref="PassAsync"/> waits for it.</summary>
    public async Task<T> ObserveAsync<T>(Func<Task<T>> work)
    {
        Interlocked.Increment(ref _busy);
        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Increment(ref _activity);
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Moves the clock once the hosts have nothing to do at this time.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var looks = 0; looks < 2000; looks++)
        {
            var seen = Interlocked.Read(ref _activity);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
            if (Interlocked.Read(ref _activity) == seen && Volatile.Read(ref _busy) == 0)
            {
                break;
            }
        }

        Time.Advance(time);
    }

    /// <summary>Adds the connections <c>shop</c>, <c>erp</c> and <c>warehouse</c>.</summary>
    public void Connect(ICrossdockBuilder crossdock, int maxConcurrency = 0)
    {
        foreach (var (name, remote) in new[] { ("shop", Shop), ("erp", Erp), ("warehouse", Warehouse) })
        {
            crossdock.AddConnection(name, MemoryConnector.ManifestOf("memory", remote, maxConcurrency), _ => remote.MaxBatch > 1 ? new BatchMemoryConnector(remote, this) : new MemoryConnector(remote, this));
        }
    }

    public IEnumerable<Remote> Remotes => [Shop, Erp, Warehouse];
}
