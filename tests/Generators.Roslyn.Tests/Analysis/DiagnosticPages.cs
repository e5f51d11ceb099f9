using System.Reflection;
using System.Text.RegularExpressions;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Analysis;

/// <summary>Each id is reported, documented and released; and no page is left of an id that is gone.</summary>
public partial class DiagnosticPages
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static readonly string[] s_ids =
        [.. typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    public static TheoryData<string> Ids => [.. s_ids];

    [Fact]
    public void Ids_are_numbered_without_gap_or_repetition() =>
        s_ids.ShouldBe(Enumerable.Range(1, s_ids.Length).Select(number => $"CDK{number:0000}"));

    [Fact]
    public void Every_id_is_one_the_analyzer_supports() =>
        new ConnectorAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).ShouldBe(s_ids);

    [Fact]
    public void Every_id_has_a_page_and_every_page_an_id() =>
        Directory.EnumerateFiles(s_folder, "CDK*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ShouldBe(s_ids);

    [Fact]
    public void The_index_names_every_page()
    {
        var index = File.ReadAllText(Path.Combine(s_folder, "README.md")).ReplaceLineEndings("\n");
        s_ids.Where(id => !index.Contains($"[{id}]({id}.md)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_carries_the_title_of_its_diagnostic_and_says_how_to_fix_it()
    {
        foreach (var descriptor in new ConnectorAnalyzer().SupportedDiagnostics)
        {
            var page = File.ReadAllText(Path.Combine(Repository.Root, descriptor.HelpLinkUri)).ReplaceLineEndings("\n");
            page.ShouldStartWith($"# {descriptor.Id}: {descriptor.Title}\n");
            page.ShouldContain("\n## How to fix it\n");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_shows_code_that_breaks_the_rule_then_code_that_breaks_none(string id)
    {
        var page = File.ReadAllText(Path.Combine(s_folder, id + ".md")).ReplaceLineEndings("\n");
        var snippets = Snippet().Matches(page).Select(match => match.Groups[1].Value).ToList();

        snippets.Count.ShouldBe(2);
        (await Analyzer.DiagnoseAsync(snippets[0])).Select(diagnostic => diagnostic.Id).Distinct().ShouldBe([id]);
        (await Analyzer.DiagnoseAsync(snippets[1])).ShouldBeEmpty();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
