using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// A fake shop, payment provider, ERP and warehouse behind one loopback port, as real HTTP servers with journals of their own. What a
/// connector may know of them it learns over HTTP; the members here are for tests and for placing orders.
/// </summary>
public sealed partial class FakeSystems : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly FakeShop _shop;
    private readonly FakeErp _erp;
    private readonly FakeWarehouse _warehouse;
    private readonly FakePayments _payments;
    private readonly CancellationTokenSource _stopping = new();

    private FakeSystems(FakeSystemsOptions options)
    {
        options.Validate();
        Options = options;
        Faults = new FaultInjector(options.Faults);
        try
        {
            _shop = new FakeShop(options);
            _erp = new FakeErp(options);
            _warehouse = new FakeWarehouse(options);
            _payments = new FakePayments(options);
            _application = BuildApplication();
        }
        catch
        {
            _shop?.Dispose();
            _erp?.Dispose();
            _warehouse?.Dispose();
            _payments?.Dispose();
            throw;
        }
    }

    /// <summary>The options in force.</summary>
    public FakeSystemsOptions Options { get; }

    /// <summary>Fault script and counters.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Root of the server, e.g. <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Root of the shop; its API is at <c>admin-api</c> below.</summary>
    public Uri ShopAddress => new(BaseAddress, "shop/");

    /// <summary>Root of the ERP's API.</summary>
    public Uri ErpAddress => new(BaseAddress, "erp/");

    /// <summary>Root of the warehouse's API.</summary>
    public Uri WarehouseAddress => new(BaseAddress, "warehouse/");

    /// <summary>Root of the payment provider's API.</summary>
    public Uri PaymentsAddress => new(BaseAddress, "payments/");

    /// <summary>Starts the server and returns when it answers.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The port is taken, or the data directory cannot be used or is used by another process.</exception>
    /// <exception cref="FakeJournalException">A journal in the data directory cannot be read.</exception>
    public static async Task<FakeSystems> StartAsync(FakeSystemsOptions? options = null, CancellationToken cancellationToken = default)
    {
        var systems = new FakeSystems(options ?? new FakeSystemsOptions());
        try
        {
            await systems._application.StartAsync(cancellationToken);
            systems.BaseAddress = new Uri(systems._application.Urls.Single() + "/");
            return systems;
        }
        catch
        {
            await systems.DisposeAsync();
            throw;
        }
    }

    /// <summary>Places orders in the shop; an order whose number is known is left alone.</summary>
    /// <param name="orders">Orders in the shape of the Vendure Admin API; ids may be missing.</param>
    /// <param name="keepTimestamps">False: the orders count as placed now. True: their own time stamps stay, which a cursor may already have passed.</param>
    /// <exception cref="ArgumentException">An order has no code, no lines or no total.</exception>
    public PlacedOrders PlaceOrders(IEnumerable<JsonObject> orders, bool keepTimestamps = false)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var (placed, codes) = (0, new List<string>());
        foreach (var order in orders)
        {
            placed += _shop.Place(order, keepTimestamps) ? 1 : 0;
            codes.Add((string)order["code"]!);
        }

        return new PlacedOrders(placed, codes.Count - placed, codes);
    }

    /// <summary>Places the captured orders.</summary>
    public PlacedOrders PlaceCapturedOrders(bool keepTimestamps = false) => PlaceOrders(VendureOrders.Captured(), keepTimestamps);

    /// <summary>Places generated orders <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> - 1.</summary>
    public PlacedOrders PlaceGeneratedOrders(long seed, int from, int count, bool keepTimestamps = false) =>
        PlaceOrders(Enumerable.Range(from, count).Select(index => VendureOrders.Generate(seed, index)), keepTimestamps);

    /// <summary>Stops at once: held answers are reset.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        _shop.Dispose();
        _erp.Dispose();
        _warehouse.Dispose();
        _payments.Dispose();
        _stopping.Dispose();
    }

    private WebApplication BuildApplication()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, Options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        var application = builder.Build();
        application.Run(HandleAsync);
        return application;
    }

    /// <summary>The process belongs to whoever embeds the fakes: no signal handlers.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
