namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    public void Statuses(ValueList<StatusFact> facts, string member = "statuses")
    {
        for (var i = 0; i < facts.Count; i++)
        {
            using var _ = Report.At(member, i);
            Status(facts[i]);
            if (!IsOverlay(facts[i].Axis) && IsRepeated(facts, i))
                Report.Warning(RuleIds.RepeatedAxis, "axis", "The document has two facts on one axis.", facts[i].Axis.Value, "one fact per axis");
        }
    }

    public void Status(StatusFact fact, string member)
    {
        using var _ = Report.At(member);
        Status(fact);
    }

    private void Status(StatusFact fact)
    {
        if (!StatusAxes.IsKnown(fact.Axis, fact.Code))
            Report.Warning(RuleIds.UnknownStatusCode, "code", $"The code is not known on the axis {fact.Axis.Value}; map the source's word and keep it in raw.", fact.Code, "a code of that axis");
    }

    private static bool IsOverlay(StatusAxis axis) => axis == StatusAxis.OrderOverlay;

    private static bool IsRepeated(ValueList<StatusFact> facts, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (facts[i].Axis == facts[index].Axis)
                return true;
        }

        return false;
    }
}
