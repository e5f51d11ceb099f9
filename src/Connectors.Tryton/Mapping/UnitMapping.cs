using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Tryton;

/// <summary>UN/ECE Rec 20 codes and the symbols of Tryton's units, as installed and as configured.</summary>
internal sealed class UnitMapping
{
    private static readonly (string Code, string Symbol)[] s_usual =
    [
        (UnitCodes.One, "u"), ("KGM", "kg"), ("GRM", "g"), ("LBR", "lb"), ("ONZ", "oz"), ("MTR", "m"), ("CMT", "cm"), ("KMT", "km"), ("FOT", "ft"), ("INH", "in"),
        ("LTR", "l"), ("MTQ", "m³"), ("CMQ", "cm³"), ("MTK", "m²"), ("CMK", "cm²"), ("HUR", "h"), ("DAY", "d"), ("MIN", "min"), ("SEC", "s"),
    ];

    private readonly Dictionary<string, string> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public UnitMapping(TrytonOptions options)
    {
        // Counting has several codes that mean the same; back from Tryton it is always the plain one.
        foreach (var (code, symbol) in ((IEnumerable<(string, string)>)[("EA", "u"), ("H87", "u"), .. s_usual]).Concat(options.Units.Select(pair => (pair.Key, pair.Value))))
        {
            _symbols[code] = symbol;
            _codes[symbol] = code;
        }
    }

    /// <summary>The symbol of a code; null when nobody said.</summary>
    public string? SymbolOf(string code) => _symbols.GetValueOrDefault(code);

    /// <summary>The code of a symbol; null when nobody said.</summary>
    public string? CodeOf(string symbol) => _codes.GetValueOrDefault(symbol);
}
