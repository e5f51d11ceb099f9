using System.Reflection;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests.Defects;

/// <summary>The kit is tested: each seeded defect breaks a rule, and the right connector breaks none.</summary>
public class SeededDefectTests(ITestOutputHelper output)
{
    private static readonly Type[] s_classes =
        [typeof(AcmeRequests), typeof(AcmeShipments), typeof(AcmeShipmentLookup), typeof(AcmeStock), typeof(AcmeWebhook), typeof(AcmeCheck), typeof(AcmeManifest)];

    public static TheoryData<Defect> Defects => [.. Enum.GetValues<Defect>().Where(defect => defect != Defect.None)];

    [Fact]
    public async Task The_right_connector_breaks_no_rule() =>
        (await RunAsync(Defect.None)).Where(result => result.Verdict == ConformanceVerdict.Failed).ShouldBeEmpty();

    [Fact]
    public void There_are_at_least_forty_defects() => Enum.GetValues<Defect>().Length.ShouldBeGreaterThan(40);

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_breaks_a_rule_that_says_so(Defect defect)
    {
        var broken = (await RunAsync(defect)).Where(result => result.Verdict == ConformanceVerdict.Failed).ToList();
        broken.Select(result => result.Rule).ShouldContain(RuleOf(defect), $"{defect} is not caught");
        output.WriteLine($"{defect}: {string.Join(", ", broken.Select(result => result.Rule))}");
        broken.ShouldAllBe(result => result.Detail!.Contains("Expected:") && result.Detail.Contains("How others solve it:") && result.Detail.Contains("#" + result.Rule.ToLowerInvariant()));
    }

    /// <summary>A rule that no defect breaks may be one that nothing breaks.</summary>
    [Fact]
    public void Each_rule_is_broken_by_a_defect()
    {
        // Acme's feed has no late rows and the connector writes none of the documents it reads.
        string[] without = ["CDT-SRC-005", "CDT-SRC-025"];
        RulePages.Rules.Select(rule => rule.Id).Except(Enum.GetValues<Defect>().Where(defect => defect != Defect.None).Select(RuleOf)).ShouldBe(without);
    }

    private static string RuleOf(Defect defect) => typeof(Defect).GetField(defect.ToString())!.GetCustomAttribute<BreaksAttribute>()!.Rule;

    private static async Task<IReadOnlyList<ConformanceResult>> RunAsync(Defect defect)
    {
        var report = new ConformanceReport();
        foreach (var type in s_classes)
        {
            foreach (var rule in type.GetMethods().Where(method => method.GetCustomAttribute<ConformanceRuleAttribute>() is not null))
            {
                var tests = (ConnectorConformance)Activator.CreateInstance(type)!;
                type.GetProperty("Defect")!.SetValue(tests, defect);
                type.GetProperty("Into")!.SetValue(tests, report);
                await tests.InitializeAsync();
                try
                {
                    await (Task)rule.Invoke(tests, null)!;
                }
                catch (Exception)
                {
                    // the verdict is in the report
                }
                finally
                {
                    await tests.DisposeAsync();
                }
            }
        }

        return report.Results;
    }
}
