using Crossdock.Connectors.Odoo;
using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>An Odoo of a pair.</summary>
internal sealed class OdooErp : IPairErp
{
    private readonly OdooServer _server;
    private readonly OdooRpc _rpc;
    private readonly TimeProvider _time;
    private readonly OdooWarehouse _warehouse;

    public OdooErp(OdooServer server, TimeProvider time)
    {
        (_server, _rpc, _time) = (server, server.LogIn(), time);
        _warehouse = new OdooWarehouse(_rpc);
    }

    /// <inheritdoc/>
    public IRealSystem System => _server;

    /// <inheritdoc/>
    public void Connect(ICrossdockBuilder crossdock, string connection) => crossdock.AddOdoo(connection, erp =>
    {
        RealPairHost.Local(erp.Http, _server.Address);
        erp.Database = OdooServer.Database;
        erp.ApiKey = new SecretReference(OrderToCashHost.TestSecret(_server.ApiKey));
        erp.DefaultCustomer = "WEB";
        erp.DefaultWarehouse = PairGoods.MainWarehouse;
        erp.ChargeItems["shipping"] = "SHIPPING";
        erp.PaymentJournal = OdooSeed.BankJournal;
        erp.Overlap = RealPairHost.Overlap;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlacedOrder>> ShipAsync(IReadOnlyCollection<PlacedOrder> orders, CancellationToken cancellationToken) =>
        _warehouse.ShipAsync(orders, _time, cancellationToken);

    /// <inheritdoc/>
    public async Task CountStockAsync(long seed)
    {
        foreach (var (warehouse, least) in ((string, decimal)[])[(PairGoods.MainWarehouse, 900), (PairGoods.SecondWarehouse, 50)])
        {
            foreach (var (index, sku) in PairGoods.Skus.Order().Index())
            {
                await OdooSeed.StockAsync(_rpc, warehouse, sku, least + index + (seed % 7));
            }
        }
    }

    /// <inheritdoc/>
    public Task<(IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays)> AddToAsync(IReadOnlyList<OrderBooks> shop) => new OdooBooks(_rpc).AddToAsync(shop);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync() => OdooBooks.ReadStockAsync(_rpc);

    /// <inheritdoc/>
    public void Dispose() => _rpc.Dispose();
}
