using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Runtime;

/// <summary>Rounds to the minor unit of one currency, halves away from zero.</summary>
internal readonly struct CurrencyRounding(string currency)
{
    public decimal Round(decimal amount) => Money(amount).Round().Amount;

    /// <summary>The smallest amount of the currency.</summary>
    public decimal MinorUnit => new(1, 0, 0, false, (byte)(Iso4217.TryGetExponent(currency, out var exponent) ? exponent : 2));

    public Money Money(decimal amount) => Canonical.Money.Of(amount, currency);

    /// <summary>
    /// The next share of a total: the rounded share up to here less what earlier shares took. So the shares of the whole add up to the whole,
    /// to the minor unit, however it is cut.
    /// </summary>
    /// <param name="total">The whole.</param>
    /// <param name="upTo">How much of <paramref name="of"/> is covered with this share.</param>
    /// <param name="of">The measure of the whole.</param>
    /// <param name="taken">What earlier shares took.</param>
    public decimal NextShare(decimal total, decimal upTo, decimal of, decimal taken) =>
        (upTo == of ? Round(total) : Round(total * upTo / of)) - taken;
}
