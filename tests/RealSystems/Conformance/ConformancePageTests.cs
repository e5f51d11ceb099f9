using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>The page with the matrix says what the live runs gave; this needs no live system.</summary>
public class ConformancePageTests
{
    [Fact]
    public void The_page_says_what_the_verdicts_say() => File.ReadAllText(ConformancePage.Page).ReplaceLineEndings("\n").ShouldBe(ConformancePage.Write(ConformancePage.Load()));

    [Fact]
    public void No_connector_breaks_a_rule() => ConformancePage.Load().Where(result => result.Verdict == ConformanceVerdict.Failed).ShouldBeEmpty();
}
