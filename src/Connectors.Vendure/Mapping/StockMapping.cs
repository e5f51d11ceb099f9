using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads stock levels out of an inventory snapshot.</summary>
internal static class StockMapping
{
    /// <summary>The levels to set, one per SKU and location, in whole pieces.</summary>
    /// <returns>The levels, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<StockTarget> Targets, (string Pointer, string Message)? Problem) Read(Inventory document, VendureOptions options)
    {
        var (levels, problem) = StockLevels.Read(document, options.PieceUnits, $"{options.StockBucket}", buckets => Figure(buckets, options.StockBucket));
        if (levels.FirstOrDefault(level => decimal.Truncate(level.OnHand) != level.OnHand || level.OnHand > int.MaxValue) is { } odd)
        {
            return ([], ("/positions", $"The stock of '{odd.Sku}' is {FormattableString.Invariant($"{odd.OnHand}")}; the shop counts whole pieces up to {int.MaxValue}."));
        }

        // The shop takes negative stock without a word and would show it; there is nothing to sell below zero.
        return ([.. levels.Select(level => new StockTarget(level.Sku, level.Location, (int)Math.Max(0, level.OnHand)))], problem);
    }

    private static decimal? Figure(InventoryBuckets buckets, VendureStockBucket bucket) => bucket switch
    {
        VendureStockBucket.Available => buckets.Available,
        VendureStockBucket.AvailableToPromise => buckets.AvailableToPromise,
        _ => buckets.OnHand,
    };
}
