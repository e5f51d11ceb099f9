using System.Globalization;

namespace Crossdock.Canonical;

public readonly partial record struct Quantity
{
    /// <summary>Makes a quantity.</summary>
    /// <param name="value">How many.</param>
    /// <param name="unit">UN/ECE Rec 20 code; C62 (one) unless told otherwise.</param>
    public static Quantity Of(decimal value, string unit = CodeLists.UnitCodes.One) => new() { Value = value, Unit = unit };

    /// <summary>Makes a quantity in the source's unit and says how many base units one holds.</summary>
    /// <param name="value">How many, in <paramref name="unit"/>.</param>
    /// <param name="unit">UN/ECE Rec 20 code of the unit.</param>
    /// <param name="sourceUnit">The unit as the source writes it.</param>
    /// <param name="conversionFactor">Base units in one unit.</param>
    public static Quantity Of(decimal value, string unit, string sourceUnit, decimal conversionFactor) =>
        new() { Value = value, Unit = unit, SourceUnit = sourceUnit, BaseValue = value * conversionFactor, ConversionFactor = conversionFactor };

    /// <summary>Adds two quantities of one unit; conversion and source unit of the left one are kept.</summary>
    /// <exception cref="InvalidOperationException">The units differ.</exception>
    public static Quantity operator +(Quantity left, Quantity right) => left.WithValue(left.Value + right.In(left.Unit));

    /// <summary>Subtracts two quantities of one unit; conversion and source unit of the left one are kept.</summary>
    /// <exception cref="InvalidOperationException">The units differ.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => left.WithValue(left.Value - right.In(left.Unit));

    /// <summary>The value and its unit, e.g. <c>3 C62</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit}");

    /// <summary>The same unit with another value; the base value follows the conversion factor, or is left out when there is none.</summary>
    public Quantity WithValue(decimal value) => this with { Value = value, BaseValue = value * ConversionFactor };

    private decimal In(string unit) => Unit == unit
        ? Value
        : throw new InvalidOperationException($"{this} cannot be combined with a quantity in {unit}: convert it first.");
}
