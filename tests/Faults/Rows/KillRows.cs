using System.Globalization;
using Crossdock.Faults.Processes;

namespace Crossdock.Faults.Rows;

/// <summary>Row 1: kill -9 at every named point. The long run is the verb <c>kills</c>.</summary>
[Collection<OneAtATime>]
public sealed class KillRows(ITestOutputHelper output)
{
    private const int Seed = 1;
    private const int Parallel = 4; // they mostly wait for leases to end

    [Fact(Explicit = true)]
    public void There_are_enough_points_and_each_has_a_name_of_its_own()
    {
        KillPoint.All.Count.ShouldBeGreaterThanOrEqualTo(30);
        KillPoint.All.Select(point => point.Name).ShouldBeUnique();
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(ProcessRows.Stores), MemberType = typeof(ProcessRows))]
    public async Task Killed_at_every_named_point(string store)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        Assert.SkipWhen(StoreKinds.WhyNot(store) is not null, StoreKinds.WhyNot(store) ?? "");
        var folder = Directory.CreateTempSubdirectory("crossdock-kills-");
        try
        {
            var results = await new KillMatrix(folder.FullName, store, Parallel).RunMixedAsync(
                KillPoint.All, Seed, result => output.WriteLine(KillMatrix.Describe(result)), TestContext.Current.CancellationToken);
            var kills = results.Sum(result => result.Kills);
            Row.Add(new RowResult(1, string.Create(CultureInfo.InvariantCulture, $"kill -9 at each of {KillPoint.All.Count} named points, {kills} kills, {store}"))
            {
                Seeds = 1,
                Lost = results.Sum(result => result.Lost),
                Duplicates = results.Sum(result => result.Duplicates),
                Regressions = results.Sum(result => result.Regressions),
                WorstResume = results.Max(result => result.WorstResume),
                Violations = [.. results.SelectMany(result => result.Problems)],
            });
            kills.ShouldBe(KillPoint.All.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
