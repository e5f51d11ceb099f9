using Crossdock.Canonical;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>The systems around a host, and the clock. They go on when a host dies.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

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

    public IEnumerable<Remote> Remotes => [Shop, Erp, Warehouse];
}
