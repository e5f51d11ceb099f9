namespace Crossdock.Faults.Simulation;

/// <summary>The real runtime code under simulated crashes, stops, lost answers and clocks that are set.</summary>
public sealed class SimulationTests
{
    private const int Seeds = Planted.PlantedBug.MaxSeeds;

    [Fact]
    public void Hundreds_of_seeds_keep_every_promise()
    {
        var report = SimulateVerb.Simulate(Seeds, from: 1, TestContext.Current.SendDiagnosticMessage);

        TestContext.Current.SendDiagnosticMessage("{0}", report);
        report.Violating.Select(result => $"seed {result.Seed}: {string.Join(" | ", result.Violations)}").ShouldBeEmpty(
            "Tell the story of a seed with: dotnet run -c Release --project tests/Faults -- --simulate 1 --from SEED --story");
    }

    [Fact]
    public void The_same_seeds_make_the_same_history()
    {
        var first = SimulateVerb.Simulate(50, from: 1);
        var second = SimulateVerb.Simulate(50, from: 1);

        second.Hash.ShouldBe(first.Hash);
        second.Steps.ShouldBe(first.Steps);
        SimulateVerb.Simulate(50, from: 2).Hash.ShouldNotBe(first.Hash);
    }

    [Fact]
    public void A_story_that_is_told_is_the_one_that_happened() =>
        SimulatedRun.Run(7, isTold: true).Hash.ShouldBe(SimulatedRun.Run(7).Hash);

    /// <summary>A wait of less than a millisecond was no wait at all, and a poller asked in a circle whether it may read.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_pause_that_ends_within_a_millisecond_is_waited_for() =>
        (await Task.Run(() => SimulatedRun.Run(476), TestContext.Current.CancellationToken)).Violations.ShouldBeEmpty();
}
