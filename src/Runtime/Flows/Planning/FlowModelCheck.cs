namespace Crossdock.Runtime;

/// <summary>Finds what is wrong with the flows by themselves, before any connection is looked at.</summary>
internal static class FlowModelCheck
{
    public static IEnumerable<string> FindProblems(FlowModel model) =>
        model.DuplicateNames.Select(name => $"The flow '{name}' is defined twice; merge its steps or rename one.")
            .Concat(model.Sources.SelectMany(source => source.FindProblems()))
            .Concat(FindEmpty(model))
            .Concat(FindRepeated(model))
            .Concat(FindMixedKeys(model))
            .Concat(model.Steps.Where(step => step.CoalesceWindow > TimeSpan.Zero && !step.Operation.IsAbsolute).Select(step =>
                $"{Name(step)} cannot be coalesced: only effects that set a state (stock, items) may be replaced by newer ones. Give Coalesce to another On<…>."))
            .Concat(model.Steps.SelectMany(step => step.Window?.FindProblems(step.CommandDocumentType).Select(problem => $"{Name(step)}: {problem}.") ?? []))
            .Concat(model.Steps.Where(step => !Enum.IsDefined(step.Priority)).Select(step => $"{Name(step)} has the unknown priority {step.Priority}; use High, Normal or Low."))
            .Concat(model.Steps.SelectMany(step => FindUnestablished(model, step)))
            .Concat(FindCycles(model));

    public static string Name(EffectStep step) => $"Flow '{step.Flow}', step '{step.Name}'";

    private static IEnumerable<string> FindEmpty(FlowModel model) =>
        model.Names.Except(model.Steps.Select(step => step.Flow)).Select(name => $"The flow '{name}' has no step; add one or remove the flow.");

    private static IEnumerable<string> FindRepeated(FlowModel model) =>
        from step in model.Steps
        group step by step.Name into same
        where same.Count() > 1
        let flows = string.Join(", ", same.Select(step => $"'{step.Flow}'").Distinct())
        select $"The step '{same.Key}' is there {same.Count()} times (flow {flows}); it would do the same effect once only. Remove the repetition.";

    /// <summary>Two shops that both count from 1: order 1001 of one would amend order 1001 of the other.</summary>
    private static IEnumerable<string> FindMixedKeys(FlowModel model)
    {
        var keyed = model.Steps.Where(step => step.HasOwnKey).Select(step => (step.Source, step.DocumentType)).ToHashSet();
        return
            from step in model.Steps
            where !step.Operation.IsAbsolute
            group step by (step.Connection, step.Operation.Name, step.DocumentType) into target
            let sources = target.Select(step => step.Source).Distinct().ToList()
            let unkeyed = sources.Where(source => !keyed.Contains((source, target.Key.DocumentType))).ToList()
            where sources.Count > 1 && unkeyed.Count > 1
            select $"Each {target.Key.DocumentType} of {string.Join(" and ", sources.Select(source => $"'{source}'"))} goes to '{target.Key.Connection}' ({target.Key.Name}) " +
                $"under its own number, and equal numbers would be taken for one document. Give {string.Join(" or ", unkeyed.Select(source => $"'{source}'"))} a KeyBy, e.g. with a prefix.";
    }

    private static IEnumerable<string> FindUnestablished(FlowModel model, EffectStep step) =>
        from fact in step.After
        where !model.Steps.Any(other => Establishes(other, fact, step))
        select $"{Name(step)} waits for '{fact.Name}' at '{fact.Connection}', which no step establishes for the same " +
            $"{(fact.Scope == FactScope.Document ? $"{step.DocumentType}" : $"{step.SequenceScope} key")}; add that step or drop the After.";

    private static bool Establishes(EffectStep other, Fact fact, EffectStep waiting) =>
        other != waiting
        && !other.Operation.IsAbsolute
        && other.Operation.Name == fact.Name
        && other.Connection == fact.Connection
        && (fact.Scope == FactScope.Document ? other.DocumentType == waiting.DocumentType : other.SequenceScope == waiting.SequenceScope);

    /// <summary>Steps that wait for each other in a circle would wait for ever.</summary>
    private static IEnumerable<string> FindCycles(FlowModel model)
    {
        var done = new HashSet<EffectStep>();
        var path = new List<EffectStep>();
        var found = new List<string>();

        void Visit(EffectStep step)
        {
            var start = path.IndexOf(step);
            if (start >= 0)
            {
                found.Add($"These steps wait for each other: {string.Join(" -> ", path.Skip(start).Append(step).Select(one => $"'{one.Name}'"))}; drop one After.");
                return;
            }

            if (!done.Add(step))
            {
                return;
            }

            path.Add(step);
            foreach (var other in step.After.SelectMany(fact => model.Steps.Where(candidate => Establishes(candidate, fact, step))))
            {
                Visit(other);
            }

            path.RemoveAt(path.Count - 1);
        }

        foreach (var step in model.Steps)
        {
            Visit(step);
        }

        return found;
    }
}
