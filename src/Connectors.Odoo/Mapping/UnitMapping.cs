using System.Text.Json;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Odoo;

/// <summary>UN/ECE Rec 20 codes and the names of Odoo's units, as installed and as configured.</summary>
internal sealed class UnitMapping
{
    private static readonly (string Code, string Name)[] s_usual =
    [
        ("EA", "Units"), ("H87", "Units"), (UnitCodes.One, "Units"), ("DZN", "Dozens"), ("KGM", "kg"), ("GRM", "g"), ("LBR", "lb"), ("ONZ", "oz"), ("TNE", "t"), ("MTR", "m"),
        ("CMT", "cm"), ("MMT", "mm"), ("KMT", "km"), ("FOT", "ft"), ("INH", "in"), ("YRD", "yd"), ("LTR", "L"), ("MLT", "ml"), ("MTQ", "m³"), ("MTK", "m²"), ("HUR", "Hours"),
        ("DAY", "Days"), ("MIN", "Minutes"),
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly Problem _problem;

    public UnitMapping(OdooOptions options, Problem problem)
    {
        _problem = problem;
        foreach (var (code, name) in s_usual.Concat(options.Units.Select(pair => (pair.Key, pair.Value))))
        {
            _names[code] = name;
            _codes[name] = code; // counting has several codes that mean the same; back from Odoo it is always the plain one
        }
    }

    /// <summary>The name of a code's unit; null when nobody said.</summary>
    public string? NameOf(string code) => _names.GetValueOrDefault(code);

    /// <summary>The code of a unit; null when nobody said.</summary>
    public string? CodeOf(OdooUnit? unit) => unit is null ? null : _codes.GetValueOrDefault(unit.Name);

    /// <summary>The Rec 20 code of a unit that a record names.</summary>
    public string Code(MasterData.Snapshot master, int? id, string field)
    {
        var unit = id is { } known && master.Units.TryGetValue(known, out var found) ? found : throw new JsonException("The unit is missing.", "$." + field, null, null);
        return CodeOf(unit) ?? throw _problem.Unmappable("/" + field, $"No code is known for Odoo's unit '{unit.Name}'; map one in {_problem.Option(nameof(OdooOptions.Units))}.");
    }
}
