using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads stock levels out of an inventory snapshot.</summary>
internal static class StockMapping
{
    /// <summary>The levels to set, one per SKU and location; parts of one (bins, lots) are added up.</summary>
    /// <returns>The levels, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<StockTarget> Targets, (string Pointer, string Message)? Problem) Read(Inventory document, MedusaOptions options)
    {
        if (document.Kind != InventoryKind.Snapshot || document.Positions.Count == 0)
        {
            return ([], ("/kind", "Only a snapshot with positions can be published: the shop takes absolute stock. Turn movements into a snapshot first."));
        }

        var sums = new Dictionary<(string Sku, string Location), decimal>();
        for (var i = 0; i < document.Positions.Count; i++)
        {
            var position = document.Positions[i];
            if (position.Item.SellerItemId is not { } sku)
            {
                return ([], ($"/positions/{i}/item/sellerItemId", "The position has no SKU, by which the shop knows items; map one."));
            }

            if (!options.PieceUnits.Contains(position.Unit))
            {
                return ([], ($"/positions/{i}/unit", $"The stock of '{sku}' is in '{position.Unit}' and the shop knows no units; send it in pieces, or add the unit to PieceUnits of the connection."));
            }

            if (Figure(position.Buckets, options.StockBucket) is not { } figure)
            {
                return ([], ($"/positions/{i}/buckets", $"The position has no figure '{options.StockBucket}'; send it, or choose another StockBucket for the connection."));
            }

            var key = (sku, position.Location.Code);
            sums[key] = sums.GetValueOrDefault(key) + figure;
        }

        // The shop refuses negative stock; there is nothing to sell below zero.
        return ([.. sums.Select(sum => new StockTarget(sum.Key.Sku, sum.Key.Location, Math.Max(0, sum.Value)))], null);
    }

    private static decimal? Figure(InventoryBuckets buckets, MedusaStockBucket bucket) => bucket switch
    {
        MedusaStockBucket.Available => buckets.Available,
        MedusaStockBucket.AvailableToPromise => buckets.AvailableToPromise,
        _ => buckets.OnHand,
    };
}
