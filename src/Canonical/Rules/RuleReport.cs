using System.Globalization;
using System.Text;

namespace Crossdock.Canonical.Rules;

/// <summary>Collects violations and knows the place in the document; a pointer is only written when there is something to report.</summary>
internal sealed class RuleReport
{
    /// <summary>After this many violations nothing more is collected: the document needs another mapping, not a longer list.</summary>
    public const int Limit = 1000;

    private const int MaxFound = 64;

    private readonly List<(string Member, int Index)> _path = new(8);
    private List<RuleViolation>? _violations;

    /// <summary>Everything found so far, in document order.</summary>
    public IReadOnlyList<RuleViolation> Violations => _violations ?? [];

    /// <summary>Enters a member until the scope is disposed.</summary>
    public Scope At(string member) => Enter(member, -1);

    /// <summary>Enters an item of an array until the scope is disposed.</summary>
    public Scope At(string member, int index) => Enter(member, index);

    /// <summary>Reports a document that contradicts itself.</summary>
    /// <param name="ruleId">One of <see cref="RuleIds"/>.</param>
    /// <param name="member">The offending member of the current object; empty for the object itself.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What the rule expects.</param>
    public void Error(string ruleId, string member, string message, string found, string expected) =>
        Add(ruleId, RuleSeverity.Error, member, message, found, expected);

    /// <summary>Reports something worth a look. Parameters as for <see cref="Error"/>.</summary>
    public void Warning(string ruleId, string member, string message, string found, string expected) =>
        Add(ruleId, RuleSeverity.Warning, member, message, found, expected);

    /// <summary>True when a violation of the rule was reported.</summary>
    public bool Has(string ruleId) => _violations?.Exists(violation => violation.RuleId == ruleId) ?? false;

    private Scope Enter(string member, int index)
    {
        _path.Add((member, index));
        return new Scope(this);
    }

    private void Add(string ruleId, RuleSeverity severity, string member, string message, string found, string expected)
    {
        _violations ??= [];
        if (_violations.Count < Limit)
            _violations.Add(new RuleViolation(ruleId, severity, Pointer(member), message, Shorten(found), expected));
    }

    private string Pointer(string member)
    {
        var pointer = new StringBuilder();
        foreach (var (name, index) in _path)
        {
            pointer.Append('/').Append(name);
            if (index >= 0)
                pointer.Append('/').Append(index.ToString(CultureInfo.InvariantCulture));
        }

        return member.Length == 0 ? pointer.ToString() : pointer.Append('/').Append(member).ToString();
    }

    // Never between the halves of a surrogate pair.
    private static string Shorten(string found) =>
        found.Length <= MaxFound ? found : found[..(MaxFound - (char.IsHighSurrogate(found[MaxFound - 2]) ? 2 : 1))] + "…";

    /// <summary>Leaves the member it stands for.</summary>
    internal readonly struct Scope(RuleReport report) : IDisposable
    {
        public void Dispose() => report._path.RemoveAt(report._path.Count - 1);
    }
}
