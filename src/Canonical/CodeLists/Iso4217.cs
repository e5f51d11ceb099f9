namespace Crossdock.Canonical.CodeLists;

/// <summary>
/// ISO 4217 currencies with their exponent, the number of decimals of the minor unit. Funds codes used in contracts are
/// in; precious metals, test and no-currency codes are not. Withdrawn codes that still turn up in old documents stay in.
/// </summary>
public static class Iso4217
{
    private const int Letters = 26;
    private const sbyte Unknown = -1;

    private const string ZeroDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string TwoDecimals = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
        COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS
        INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
        NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP
        SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL
        """;

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string FourDecimals = "CLF UYW";

    private static readonly sbyte[] s_exponents = BuildTable();

    /// <summary>True when the three-letter code is known.</summary>
    public static bool Contains(string code) => TryGetExponent(code, out _);

    /// <summary>Finds the number of decimals of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF.</summary>
    /// <returns>False when the code is unknown; <paramref name="exponent"/> is then 0.</returns>
    public static bool TryGetExponent(string code, out int exponent)
    {
        var found = code is { Length: 3 } && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]) && char.IsAsciiLetterUpper(code[2])
            ? s_exponents[Index(code)]
            : Unknown;
        exponent = Math.Max((int)found, 0);
        return found != Unknown;
    }

    private static int Index(ReadOnlySpan<char> code) => (((code[0] - 'A') * Letters) + (code[1] - 'A')) * Letters + (code[2] - 'A');

    private static sbyte[] BuildTable()
    {
        var table = new sbyte[Letters * Letters * Letters];
        Array.Fill(table, Unknown);
        foreach (var (codes, exponent) in new[] { (ZeroDecimals, 0), (TwoDecimals, 2), (ThreeDecimals, 3), (FourDecimals, 4) })
        {
            foreach (var code in codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                table[Index(code)] = (sbyte)exponent;
        }

        return table;
    }
}
