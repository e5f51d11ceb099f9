using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>What both systems of every pair sell by the piece: SKU, price without tax in EUR, tax in percent. Each system is seeded with these.</summary>
internal static class PairGoods
{
    /// <summary>The warehouse that ships; the other one only has stock.</summary>
    public const string MainWarehouse = "WH";

    public const string SecondWarehouse = "E-WH";

    public static IReadOnlyList<(string Sku, decimal Price, decimal Tax)> All { get; } =
        [.. TrytonSeed.Goods.Where(item => item.Unit == "Unit").Select(item => (item.Sku, item.Price, item.Tax))];

    public static IReadOnlySet<string> Skus { get; } = All.Select(item => item.Sku).ToHashSet();
}
