namespace Crossdock.Faults.Planted;

/// <summary>The checker is checked: every planted bug is noticed. That the same seeds show nothing without one is what the simulation's own tests say.</summary>
public sealed class PlantedTests
{
    public static TheoryData<string> Names => [.. PlantedBugs.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_caught(string name)
    {
        var caught = PlantedBugs.All.Single(bug => bug.Name == name).Catch();

        caught.ShouldNotBeNull();
        TestContext.Current.SendDiagnosticMessage($"{name}: seed {caught.Seed}, {caught.Violations[0]}");
    }

    [Fact]
    public void There_are_at_least_forty_with_names_of_their_own()
    {
        PlantedBugs.All.Count.ShouldBeGreaterThanOrEqualTo(40);
        PlantedBugs.All.Select(bug => bug.Name).ShouldBeUnique();
    }
}
