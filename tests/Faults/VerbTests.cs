namespace Crossdock.Faults;

public sealed class VerbTests
{
    /// <summary>The runner's own options win nowhere: a verb that shadows one would make the tests unreachable.</summary>
    [Fact]
    public void Verbs_do_not_shadow_the_options_of_the_test_runner() =>
        Verbs.All.Keys.Intersect(["--server", "--internal-msbuild-node", "-class", "-method", "-seed", "-list"]).ShouldBeEmpty();
}
