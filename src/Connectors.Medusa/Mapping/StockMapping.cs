using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads stock levels out of an inventory snapshot.</summary>
internal static class StockMapping
{
    /// <summary>The levels to set, one per SKU and location.</summary>
    /// <returns>The levels, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<StockLevel> Levels, (string Pointer, string Message)? Problem) Read(Inventory document, MedusaOptions options)
    {
        var (levels, problem) = StockLevels.Read(document, options.PieceUnits, $"{options.StockBucket}", buckets => Figure(buckets, options.StockBucket));

        // The shop refuses negative stock; there is nothing to sell below zero.
        return ([.. levels.Select(level => level with { OnHand = Math.Max(0, level.OnHand) })], problem);
    }

    private static decimal? Figure(InventoryBuckets buckets, MedusaStockBucket bucket) => bucket switch
    {
        MedusaStockBucket.Available => buckets.Available,
        MedusaStockBucket.AvailableToPromise => buckets.AvailableToPromise,
        _ => buckets.OnHand,
    };
}
