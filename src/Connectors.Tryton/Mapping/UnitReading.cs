using System.Text.Json;

namespace Crossdock.Connectors.Tryton;

/// <summary>Reads units of records back as codes.</summary>
internal sealed class UnitReading(MasterData.Snapshot master, UnitMapping units, Problem problem)
{
    /// <summary>The Rec 20 code of a unit.</summary>
    public string Code(int? id, string pointer)
    {
        var unit = Unit(id, pointer);
        return units.CodeOf(unit.Symbol)
            ?? throw problem.Unmappable(pointer, $"No code is known for Tryton's unit '{unit.Symbol}'; map one in {problem.Option(nameof(TrytonOptions.Units))}.");
    }

    public TrytonUnit Unit(int? id, string pointer) => id is { } known && master.Units.TryGetValue(known, out var unit) ? unit : throw new JsonException("The unit is missing.", "$." + pointer.TrimStart('/'), null, null);
}
