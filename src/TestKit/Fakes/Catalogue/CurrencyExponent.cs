namespace Crossdock.TestKit.Fakes;

/// <summary>Minor units of the currencies the fakes trade in.</summary>
internal static class CurrencyExponent
{
    private static readonly Dictionary<string, int> s_exponents = new(StringComparer.Ordinal)
    {
        ["USD"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["CHF"] = 2, ["SEK"] = 2, ["CAD"] = 2, ["AUD"] = 2, ["JPY"] = 0, ["KRW"] = 0, ["KWD"] = 3,
    };

    public static bool TryGet(string currency, out int exponent) => s_exponents.TryGetValue(currency, out exponent);

    /// <summary>Minor units as a decimal with the currency's number of places: 218008 USD is 2180.08.</summary>
    public static decimal FromMinor(long minor, string currency)
    {
        var exponent = s_exponents.GetValueOrDefault(currency, 2);
        var negative = minor < 0;
        var magnitude = (ulong)Math.Abs(minor);
        return new decimal((int)(magnitude & 0xFFFFFFFF), (int)(magnitude >> 32), 0, negative, (byte)exponent);
    }

    /// <summary>The amount with exactly the currency's number of places, rounded half away from zero.</summary>
    public static decimal Round(decimal amount, string currency)
    {
        var exponent = s_exponents.GetValueOrDefault(currency, 2);
        return Math.Round(amount, exponent, MidpointRounding.AwayFromZero) + new decimal(0, 0, 0, false, (byte)exponent);
    }
}
