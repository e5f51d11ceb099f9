using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// Amounts of one currency. The shop computes to fractions of a cent and never rounds; documents hold what can be paid. Each amount is rounded once, from the
/// shop's exact one.
/// </summary>
internal readonly struct Cash
{
    private readonly int _decimals;

    private Cash(string currency, int decimals) => (Currency, _decimals) = (currency, decimals);

    public string Currency { get; }

    /// <summary>The smallest amount that can be paid.</summary>
    public decimal MinorUnit => new(1, 0, 0, false, (byte)_decimals);

    /// <summary>False when the shop's code, which is in small letters, is not in ISO 4217.</summary>
    public static bool TryCreate(string code, out Cash cash)
    {
        var currency = code.ToUpperInvariant();
        var isKnown = Iso4217.TryGetExponent(currency, out var exponent);
        cash = new Cash(currency, exponent);
        return isKnown;
    }

    public decimal Round(decimal exact) => decimal.Round(exact, _decimals, MidpointRounding.AwayFromZero);

    /// <summary>The amount, rounded to what can be paid.</summary>
    public Money Paid(decimal exact) => Money.Of(Round(exact), Currency);

    /// <summary>The amount to its last digit; a unit price may be that fine.</summary>
    public Money Exactly(decimal exact) => Money.Of(exact, Currency);
}
