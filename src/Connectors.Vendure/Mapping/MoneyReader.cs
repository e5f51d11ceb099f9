using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Vendure;

/// <summary>Turns the shop's integers into amounts of one currency, exactly.</summary>
internal readonly struct MoneyReader
{
    private readonly string _currency;
    private readonly int _decimals;

    private MoneyReader(string currency, int decimals) => (_currency, _decimals) = (currency, decimals);

    /// <summary>Makes a reader; false when nothing says how many decimals the currency has.</summary>
    public static bool TryCreate(string currency, int? decimals, out MoneyReader reader)
    {
        var known = Iso4217.TryGetExponent(currency, out var exponent);
        reader = new MoneyReader(currency, decimals ?? exponent);
        return known;
    }

    /// <summary>The amount as the shop's integer; null when it is finer than that or too large.</summary>
    public long? ToMinorUnits(decimal amount)
    {
        var scaled = decimal.Abs(amount) < 1_000_000_000_000m ? amount / new decimal(1, 0, 0, false, (byte)_decimals) : 0.5m;
        return decimal.Truncate(scaled) == scaled ? (long)scaled : null;
    }

    public Money Of(long integer) => Money.Of(new decimal(1, 0, 0, false, (byte)_decimals) * integer, _currency);
}
