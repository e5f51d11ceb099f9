namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    /// <summary>Collects the ids of a list and reports those that come twice.</summary>
    /// <param name="items">The items.</param>
    /// <param name="member">Name of the array.</param>
    /// <param name="id">The id of one item; items without one are passed over.</param>
    public HashSet<string> UniqueIds<T>(ValueList<T> items, string member, Func<T, string?> id)
    {
        var seen = new HashSet<string>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            using var _ = Report.At(member, i);
            Unique(id(items[i]), seen);
        }

        return seen;
    }

    /// <summary>The id of the current object, which must not have been seen before.</summary>
    public void Unique(string? id, HashSet<string> seen)
    {
        if (id is not null && !seen.Add(id))
            Report.Error(RuleIds.RepeatedId, "id", "The identifier is used twice in the document.", id, "a unique identifier");
    }

    /// <summary>A reference inside the document.</summary>
    public void Resolves(string? reference, HashSet<string> known, string member)
    {
        if (reference is not null && !known.Contains(reference))
            Report.Error(RuleIds.UnresolvedReference, member, "The reference names something that is not in the document.", reference, "an identifier of this document");
    }

    /// <summary>Parents must exist and must not lead back to the line itself.</summary>
    public void Parents<T>(ValueList<T> lines, HashSet<string> ids, Func<T, string> id, Func<T, string?> parent)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (parent(line) is { } parentId)
                parents.TryAdd(id(line), parentId);
        }

        if (parents.Count == 0)
            return;
        var cyclic = CyclicIds(parents);
        for (var i = 0; i < lines.Count; i++)
        {
            if (parent(lines[i]) is not { } parentId)
                continue;
            using var _ = Report.At("lines", i);
            Resolves(parentId, ids, "parentLineId");
            if (cyclic.Contains(id(lines[i])))
                Report.Error(RuleIds.ReferenceCycle, "parentLineId", "The line is its own parent.", parentId, "another line");
        }
    }

    /// <summary>A line's reference to a document that the header lists.</summary>
    public void Listed(DocumentReference? reference, ValueList<DocumentReference> listed, string member)
    {
        if (reference is null)
            return;
        if (listed.Count == 0)
        {
            // The header's references are checked where they stand, and then the line's are equal to one of them or reported below.
            using var __ = Report.At(member);
            Key(reference.Id, "id");
            return;
        }

        foreach (var entry in listed)
        {
            if (entry.Id == reference.Id)
                return;
        }

        using var _ = Report.At(member);
        Report.Error(RuleIds.ReferenceNotListed, "id", "The line refers to a document that the header does not list.", reference.Id, "a document listed in the header");
    }

    /// <summary>The ids that lie on a cycle. Every id is walked once, however deep the nesting.</summary>
    private static HashSet<string> CyclicIds(Dictionary<string, string> parents)
    {
        var cyclic = new HashSet<string>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var start in parents.Keys)
        {
            path.Clear();
            var current = start;
            while (parents.TryGetValue(current, out var next) && done.Add(current))
            {
                path.Add(current);
                current = next;
            }

            // Stopped at an id of this very walk: from there on it is a cycle.
            var entry = path.IndexOf(current);
            if (entry >= 0)
                cyclic.UnionWith(path.Skip(entry));
        }

        return cyclic;
    }
}
