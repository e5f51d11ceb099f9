using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>The rule pages as readers see them: one section per id, with the severity in its first paragraph.</summary>
internal static class RuleDocs
{
    private const string Heading = "### ";

    private static readonly Dictionary<string, RuleSeverity> s_sections = Read();

    public static IEnumerable<string> Ids => s_sections.Keys;

    public static RuleSeverity Severity(string ruleId) => s_sections[ruleId];

    private static Dictionary<string, RuleSeverity> Read()
    {
        var sections = new Dictionary<string, RuleSeverity>(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules.md"));
        foreach (var section in text.Split("\n" + Heading).Skip(1))
        {
            var id = section[..section.IndexOf('\n')];
            var severity = section.Split("** ")[1].Split('.')[0];
            sections.Add(id, Enum.Parse<RuleSeverity>(severity));
        }

        return sections;
    }
}
