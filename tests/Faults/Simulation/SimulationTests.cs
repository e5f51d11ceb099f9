namespace Crossdock.Faults.Simulation;

/// <summary>The runtime under a simulated clock, network and store. The long run is the verb <c>--simulate</c>.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 40;
    private const ulong First = 301;

    [Fact]
    public void Whatever_dies_and_whenever_no_seed_violates_an_invariant()
    {
        var report = SimulateVerb.Simulate(Seeds, First);

        report.Violating.ShouldBeEmpty(string.Join('\n', report.Violating.Select(result => $"seed {result.Seed}: {string.Join(" | ", result.Violations)}")));
        report.Steps.ShouldBeGreaterThan(Seeds * 100);
    }

    [Fact]
    public void The_same_seeds_give_the_same_history() =>
        SimulateVerb.Simulate(10, First).Hash.ShouldBe(SimulateVerb.Simulate(10, First).Hash);
}
