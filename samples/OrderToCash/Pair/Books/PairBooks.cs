namespace Crossdock.OrderToCash;

/// <summary>What both systems hold, as they say it themselves.</summary>
/// <param name="Orders">By order.</param>
/// <param name="Strays">Documents in either system that belong to no order of the shop, one line each.</param>
/// <param name="ShopStock">The shop: pieces on hand, by <c>SKU@warehouse</c>.</param>
/// <param name="ErpStock">The same in the ERP.</param>
internal sealed record PairBooks(
    IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays, IReadOnlyDictionary<string, decimal> ShopStock, IReadOnlyDictionary<string, decimal> ErpStock);
