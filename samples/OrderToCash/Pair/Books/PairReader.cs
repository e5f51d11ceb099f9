using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>Reads both books and compares them.</summary>
internal sealed class PairReader(RealPair pair, ICrossdockStore store)
{
    /// <summary>Reads and compares.</summary>
    /// <param name="placed">The orders that customers placed.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<PairState> ReadAsync(IReadOnlyCollection<PlacedOrder> placed, CancellationToken cancellationToken)
    {
        var (orders, strays) = await pair.Erp.AddToAsync(await pair.Shop.ReadOrdersAsync());
        var books = new PairBooks(orders, strays, await pair.Shop.ReadStockAsync(), await pair.Erp.ReadStockAsync());
        var ends = await VisibleEnds.ReadAsync(store, OrderToCashHost.Tenant, cancellationToken);
        return new PairState(books, ends, PairBalance.Run(placed, books, ends.Excused.Keys.ToHashSet()));
    }
}
