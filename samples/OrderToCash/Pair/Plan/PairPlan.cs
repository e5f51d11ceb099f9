namespace Crossdock.OrderToCash;

/// <summary>What the customers of a run buy, cancel and send back, and how the warehouse packs it. The same number and seed always give the same.</summary>
internal static class PairPlan
{
    private const int MostLines = 3;
    private const int MostPieces = 4;

    // An ERP taxes each invoice by itself. Of these one piece has a tax of whole cents, so that a line may be split over two parcels and their
    // invoices still add up to what the shop told the customer; lines of other items ship as a whole.
    private static readonly HashSet<string> s_taxedInWholeCents =
        [.. PairGoods.All.Where(item => decimal.Round(item.Price * item.Tax / 100, 2) == item.Price * item.Tax / 100).Select(item => item.Sku)];

    /// <summary>Makes the plan.</summary>
    /// <param name="count">How many orders.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="roundsTotalOnly">True for a shop that rounds the total of an order once: no order then holds two items whose taxes have fractions of a cent.</param>
    public static IReadOnlyList<PlannedOrder> Make(int count, long seed, bool roundsTotalOnly) =>
        [.. Enumerable.Range(0, count).Select(index => Make(index, new Random(HashCode(seed, index)), roundsTotalOnly))];

    private static PlannedOrder Make(int index, Random random, bool roundsTotalOnly)
    {
        var skus = PairGoods.All.Select(item => item.Sku).ToArray();
        random.Shuffle(skus);
        if (roundsTotalOnly)
        {
            var first = skus.First(sku => !s_taxedInWholeCents.Contains(sku));
            skus = [.. skus.Where(sku => sku == first || s_taxedInWholeCents.Contains(sku))];
        }

        var bought = skus.Take(random.Next(1, MostLines + 1)).ToDictionary(sku => sku, _ => random.Next(1, MostPieces + 1));

        // One order in five loses a line, of those that have two; one in four gets a piece back.
        var cancelled = index % 5 == 1 ? bought.Keys.Skip(1).LastOrDefault() : null;
        var kept = bought.Where(line => line.Key != cancelled).ToDictionary();
        var parcels = Pack(kept, isSplit: index % 2 == 0);
        return new PlannedOrder(index, bought)
        {
            Cancelled = cancelled,
            Kept = kept,
            Parcels = parcels,
            Returned = index % 4 == 0 ? parcels[0].Keys.First() : null,
        };
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, int>> Pack(IReadOnlyDictionary<string, int> kept, bool isSplit)
    {
        var (first, second) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var (sku, pieces) in kept)
        {
            if (pieces > 1 && s_taxedInWholeCents.Contains(sku))
            {
                first[sku] = pieces / 2;
                second[sku] = pieces - first[sku];
            }
            else
            {
                (first.Count <= second.Count ? first : second)[sku] = pieces;
            }
        }

        return isSplit && second.Count > 0 ? [first, second] : [kept];
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(long seed, int index) => unchecked((int)(((ulong)seed * 6364136223846793005UL + (ulong)index * 1442695040888963407UL) >> 33));
}
