using System.Globalization;
using System.Reflection;
using System.Text;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests;

/// <summary>The page of the rules says what the tests say. <c>CROSSDOCK_APPROVE=1</c> writes it.</summary>
public class RulePages
{
    internal static IReadOnlyList<ConformanceRuleAttribute> Rules { get; } =
    [
        .. typeof(ConnectorConformance).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ConnectorConformance)))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<ConformanceRuleAttribute>())
            .OfType<ConformanceRuleAttribute>()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly string s_page = typeof(RulePages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RulePage").Value!;

    [Fact]
    public void Every_id_is_given_once() => Rules.Select(rule => rule.Id).ShouldBeUnique();

    [Fact]
    public void Every_rule_stands_on_the_page()
    {
        var text = new StringBuilder("# Conformance rules\n\nWhat each rule of the test kit checks. Generated from the rules themselves; how to use them: [authoring](../connectors/authoring.md); which of our connectors keeps which: [matrix](matrix.md).\n");
        foreach (var rule in Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {rule.Id}\n\n**{rule.Title}.**\n\nExpected: {rule.Expected}\n\nHow others solve it: {rule.Others}\n");
        }

        if (Environment.GetEnvironmentVariable("CROSSDOCK_APPROVE") == "1")
        {
            File.WriteAllText(s_page, text.ToString());
        }

        File.ReadAllText(s_page).ReplaceLineEndings("\n").ShouldBe(text.ToString());
    }
}
