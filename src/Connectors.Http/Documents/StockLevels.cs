using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>Reads stock levels out of an inventory snapshot, for shops that take absolute stock per SKU and location.</summary>
public static class StockLevels
{
    /// <summary>The levels, one per SKU and location; parts of one (bins, lots) are added up.</summary>
    /// <param name="document">The snapshot.</param>
    /// <param name="pieceUnits">Units that count pieces: the option <c>PieceUnits</c> of the connection.</param>
    /// <param name="bucket">Which figure counts: the option <c>StockBucket</c> of the connection.</param>
    /// <param name="figureOf">That figure; null when the position has none.</param>
    /// <returns>The levels, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<StockLevel> Levels, (string Pointer, string Message)? Problem) Read(
        Inventory document, ICollection<string> pieceUnits, string bucket, Func<InventoryBuckets, decimal?> figureOf)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(pieceUnits);
        ArgumentNullException.ThrowIfNull(figureOf);
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

            if (!pieceUnits.Contains(position.Unit))
            {
                return ([], ($"/positions/{i}/unit", $"The stock of '{sku}' is in '{position.Unit}' and the shop counts pieces; send it in pieces, or add the unit to PieceUnits of the connection."));
            }

            if (figureOf(position.Buckets) is not { } figure)
            {
                return ([], ($"/positions/{i}/buckets", $"The position has no figure '{bucket}'; send it, or choose another StockBucket for the connection."));
            }

            var key = (sku, position.Location.Code);
            sums[key] = sums.GetValueOrDefault(key) + figure;
        }

        return ([.. sums.Select(sum => new StockLevel(sum.Key.Sku, sum.Key.Location, sum.Value))], null);
    }
}
