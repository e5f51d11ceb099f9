namespace Crossdock.TestKit.Fakes;

/// <summary>
/// Computes an order's amounts as Vendure 3.7 does for a channel whose prices exclude tax: double arithmetic, units are
/// not rounded, lines are. Checked against captured orders; amounts are minor units.
/// </summary>
internal static class VendurePricing
{
    /// <summary>Halves go up, also below zero, as in JavaScript.</summary>
    public static double Round(double value) => Math.Floor(value + 0.5);

    public static double Gross(double net, double taxRate) => net + (net * (taxRate / 100));

    /// <summary>A percentage off the lines of one variant.</summary>
    public static void ApplyItemPercentage(IEnumerable<PricedLine> lines, VendurePromotion promotion, double percent)
    {
        foreach (var line in lines)
        {
            line.Add(promotion, "PROMOTION", Round(-(line.UnitPrice * (percent / 100)) * line.Quantity));
        }
    }

    /// <summary>An amount off the whole order, spread over its lines by their value.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="promotion">What gives the discount.</param>
    /// <param name="discount">From the order's value without tax to the discount, positive.</param>
    public static void ApplyOrderDiscount(IReadOnlyList<PricedLine> lines, VendurePromotion promotion, Func<double, double> discount)
    {
        var amount = Round(-discount(lines.Sum(line => line.ProratedLinePrice)));
        var shares = Prorate([.. lines.Select(line => line.ProratedLinePriceWithTax)], amount);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i].Add(promotion, "DISTRIBUTED_ORDER_PROMOTION", shares[i]);
        }
    }

    /// <summary>Splits an amount by weight; what flooring leaves over goes to the largest remainders.</summary>
    private static double[] Prorate(double[] weights, double amount)
    {
        var total = weights.Sum();
        var exact = weights.Select(weight => total == 0 ? amount / weights.Length : amount * (weight / total)).ToArray();
        var shares = exact.Select(Math.Floor).ToArray();
        var remainders = exact.Zip(shares, (value, floor) => value - floor).ToArray();
        for (var left = amount - shares.Sum(); left > 0; left--)
        {
            var largest = Array.IndexOf(remainders, remainders.Max());
            shares[largest]++;
            remainders[largest]--;
        }

        return shares;
    }
}
