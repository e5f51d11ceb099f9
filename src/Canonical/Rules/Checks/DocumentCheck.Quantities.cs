using System.Globalization;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    public void Quantity(Quantity? quantity, string member, bool mayBeNegative = false)
    {
        if (quantity is not { } value)
            return;
        using var _ = Report.At(member);
        Unit(value.Unit, "unit");
        if (!mayBeNegative && value.Value < 0)
            Report.Error(RuleIds.NegativeQuantity, "value", "A quantity is negative; use a return or a credit note.", Text(value.Value), "zero or more");
        if (value.BaseValue is { } baseValue && value.ConversionFactor is { } factor && value.Value * factor != baseValue)
            Report.Warning(RuleIds.QuantityConversion, "baseValue", "The base quantity is not value x conversion factor.", Text(baseValue), Text(value.Value * factor));
    }

    public void Measure(Measure? measure, string member)
    {
        if (measure is not { } value)
            return;
        using var _ = Report.At(member);
        Unit(value.Unit, "unit");
        if (value.Value < 0)
            Report.Error(RuleIds.NegativeQuantity, "value", "A measure is negative.", Text(value.Value), "zero or more");
    }

    public void Dimensions(Dimensions? dimensions, string member)
    {
        if (dimensions is null)
            return;
        using var _ = Report.At(member);
        Unit(dimensions.Unit, "unit");
    }

    public void Unit(string? unit, string member)
    {
        if (unit is not null && !UnitCodes.Contains(unit))
            Report.Warning(RuleIds.UnknownUnit, member, "The unit is not a UN/ECE Rec 20 code we know; map the source's unit.", unit, "a Rec 20 code, e.g. C62");
    }

    public void PackageType(string? type, string member)
    {
        if (type is not null && !PackageCodes.All.Contains(type))
            Report.Warning(RuleIds.UnknownPackageType, member, "The package type is not a UN/ECE Rec 21 code we know.", type, "a Rec 21 code, e.g. CT");
    }

    /// <summary>How far a line has come: only what cannot be is an error, what is unusual is a warning.</summary>
    public void Ladder(QuantityLadder? ladder, string member)
    {
        if (ladder is null)
            return;
        using var _ = Report.At(member);
        Rung(ladder.Ordered, "ordered");
        Rung(ladder.Cancelled, "cancelled");
        Rung(ladder.Allocated, "allocated");
        Rung(ladder.Backordered, "backordered");
        Rung(ladder.Picked, "picked");
        Rung(ladder.Packed, "packed");
        Rung(ladder.Shipped, "shipped");
        Rung(ladder.Delivered, "delivered");
        Rung(ladder.Returned, "returned");
        Rung(ladder.Invoiced, "invoiced");
        Rung(ladder.Refunded, "refunded");
        if (ladder.Cancelled > ladder.Ordered)
            Report.Error(RuleIds.CancelledExceedsOrdered, "cancelled", "More is cancelled than was ordered.", Text(ladder.Cancelled), $"at most {Text(ladder.Ordered)}");
        NotAbove(ladder.Allocated, ladder.Ordered, "allocated", "ordered");
        NotAbove(ladder.Picked, ladder.Ordered, "picked", "ordered");
        NotAbove(ladder.Packed, ladder.Ordered, "packed", "ordered");
        NotAbove(ladder.Shipped, ladder.Ordered, "shipped", "ordered");
        NotAbove(ladder.Delivered, ladder.Shipped ?? ladder.Ordered, "delivered", "shipped");
        NotAbove(ladder.Returned, ladder.Shipped ?? ladder.Ordered, "returned", "shipped");
    }

    private void Rung(decimal? value, string member)
    {
        if (value < 0)
            Report.Error(RuleIds.NegativeRung, member, "A rung of the quantity ladder is negative.", Text(value), "zero or more");
    }

    private void NotAbove(decimal? value, decimal? limit, string member, string limitName)
    {
        if (value > limit)
            Report.Warning(RuleIds.LadderOrder, member, $"More is {member} than {limitName}.", Text(value), $"at most {Text(limit)}");
    }

    /// <summary>A number as people and the wire write it.</summary>
    public static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "no number";
}
