using Crossdock.Connectors.Tryton;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>A Tryton of a pair.</summary>
internal sealed class TrytonErp : IPairErp
{
    /// <summary>Where several write at once, and the ERP says so.</summary>
    public const TrytonBackend Backend = TrytonBackend.PostgreSql;

    private readonly TrytonServer _server;
    private readonly TrytonRpc _rpc;
    private readonly TimeProvider _time;
    private readonly TrytonWarehouse _warehouse;

    private TrytonErp(TrytonServer server, TrytonRpc rpc, TimeProvider time) => (_server, _rpc, _time, _warehouse) = (server, rpc, time, new TrytonWarehouse(rpc));

    /// <inheritdoc/>
    public IRealSystem System => _server;

    // As the server has it.
    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>Logs in.</summary>
    public static async Task<TrytonErp> OpenAsync(TrytonServer server, TimeProvider time) => new(server, await server.LogInAsync(), time);

    /// <inheritdoc/>
    public void Connect(ICrossdockBuilder crossdock, string connection) => crossdock.AddTryton(connection, erp =>
    {
        RealPairHost.Local(erp.Http, _server.Address);
        erp.Database = TrytonServer.Database;
        erp.UserName = TrytonServer.UserName;
        erp.Password = new SecretReference(OrderToCashHost.TestSecret(TrytonServer.Password));
        erp.DefaultCustomer = "WEB";
        erp.DefaultWarehouse = PairGoods.MainWarehouse;
        erp.ChargeItems["shipping"] = "SHIPPING";
        erp.PaymentMethod = "Online";
        erp.Overlap = RealPairHost.Overlap;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlacedOrder>> ShipAsync(IReadOnlyCollection<PlacedOrder> orders, CancellationToken cancellationToken) =>
        _warehouse.ShipAsync(orders, _time, cancellationToken);

    /// <inheritdoc/>
    public async Task CountStockAsync(long seed)
    {
        foreach (var (location, least) in ((string, decimal)[])[("STO", 900), ("E-STO", 50)])
        {
            await TrytonSeed.StockAsync(_rpc, location, Today, [.. PairGoods.Skus.Order().Select((sku, index) => (sku, least + index + (seed % 7)))]);
        }
    }

    /// <inheritdoc/>
    public Task<(IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays)> AddToAsync(IReadOnlyList<OrderBooks> shop) => new TrytonBooks(_rpc).AddToAsync(shop);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync() => TrytonBooks.ReadStockAsync(_rpc, Today);

    /// <inheritdoc/>
    public void Dispose() => _rpc.Dispose();
}
