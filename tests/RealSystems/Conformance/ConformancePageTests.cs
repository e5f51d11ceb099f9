using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>The page with the matrix says what the live runs gave; this needs no live system.</summary>
public class ConformancePageTests
{
    [Fact]
    public void The_page_says_what_the_verdicts_say() => File.ReadAllText(ConformancePage.Page).ReplaceLineEndings("\n").ShouldBe(ConformancePage.Write(ConformancePage.Load()));

    [Fact]
    public void No_connector_breaks_a_rule() => ConformancePage.Load().Where(result => result.Verdict == ConformanceVerdict.Failed).ShouldBeEmpty();

    /// <summary>A port or a rule that came later has no verdict until it ran live.</summary>
    [Fact]
    public void Each_class_has_a_verdict_for_each_of_its_rules()
    {
        var given = ConformancePage.Load().Select(result => (result.Rule, result.System)).ToLookup(pair => pair.Rule, pair => pair.System);
        var rules = typeof(ConformancePage).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ConnectorConformance)))
            .SelectMany(type => type.GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(ConformanceRuleAttribute), inherit: true).Cast<ConformanceRuleAttribute>())
                .Select(rule => (rule.Id, type.Name)));

        rules.Where(rule => !given[rule.Id].Any(system => rule.Name.StartsWith(system, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }
}
