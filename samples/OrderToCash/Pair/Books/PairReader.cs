using Crossdock.Servers;
using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>Reads both books and compares them.</summary>
internal sealed class PairReader(RealPair pair, TrytonRpc rpc, ICrossdockStore store, TimeProvider time)
{
    /// <summary>Today, as both systems have it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Reads and compares.</summary>
    /// <param name="placed">The orders that customers placed.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<PairState> ReadAsync(IReadOnlyCollection<PlacedOrder> placed, CancellationToken cancellationToken)
    {
        var erp = new ErpBooks(rpc);
        var (orders, strays) = await erp.AddToAsync(await ShopBooks.ReadAsync(pair.Shop));
        var books = new PairBooks(orders, strays, await ShopBooks.ReadStockAsync(pair.Shop), await erp.ReadStockAsync(Today));
        var ends = await VisibleEnds.ReadAsync(store, OrderToCashHost.Tenant, cancellationToken);
        return new PairState(books, ends, PairBalance.Run(placed, books, ends.Excused.Keys.ToHashSet()));
    }
}
