namespace Crossdock.OrderToCash.Tests;

/// <summary>The promise itself, with real processes: whatever dies in between, each order happens exactly once everywhere.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Orders = 300;
    private const int Kills = 5;

    [Fact]
    public async Task Killed_five_times_and_resumed_each_order_is_exactly_once_everywhere()
    {
        const int Seed = 20261123;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        using var folder = new TemporaryFolder();
        var (systems, address) = await SampleProcess.FakeSystemsAsync("--data", folder.File("systems"), "--faults", "0.2", "--seed", "7", "--hold-ms", "3000");
        await using var _ = systems;
        string[] args = ["--remote", address.AbsoluteUri, "--store", folder.File("run.db"), "--json", folder.File("out.json")];

        var killedAtWork = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var run = SampleProcess.OrderToCash([.. args, "--orders", $"{Orders}", "--seed", "11", .. kill == 0 ? (string[])[] : ["--resume"]]);
            var after = TimeSpan.FromMilliseconds(random.Next(400, 2500));
            await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
            killedAtWork += run.HasExited ? 0 : 1;
            await run.KillAsync();
            output.WriteLine($"killed {run.Id} after {after.TotalMilliseconds} ms: {await CountsAsync(address)}");
        }

        // The same options again: a process killed before it noted them leaves none to keep.
        await using var last = SampleProcess.OrderToCash([.. args, "--orders", $"{Orders}", "--seed", "11", "--resume"]);
        var exitCode = await last.ExitAsync();

        exitCode.ShouldBe(ExitCode.Balanced, last.Output + last.Error);
        killedAtWork.ShouldBeGreaterThan(2, "The kills came too late to say anything.");
        await RemoteLedgers.EachOrderIsOnceAsync(address, Orders);
    }

    [Fact]
    public async Task A_polite_stop_finishes_what_is_under_way_and_resumes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var folder = new TemporaryFolder();
        var (systems, address) = await SampleProcess.FakeSystemsAsync("--faults", "0.1");
        await using var _ = systems;
        string[] args = ["--remote", address.AbsoluteUri, "--store", folder.File("run.db")];
        await using var run = SampleProcess.OrderToCash([.. args, "--orders", "100"]);
        await RemoteLedgers.UntilAsync(address, "orders", 20, run);

        run.Terminate();
        (await run.ExitAsync()).ShouldBe(ExitCode.Interrupted, run.Output + run.Error);
        run.Error.ShouldContain($"Stopped. Continue with --store {folder.File("run.db")} --resume");

        await using var resumed = SampleProcess.OrderToCash([.. args, "--resume"]);
        (await resumed.ExitAsync()).ShouldBe(ExitCode.Balanced, resumed.Output + resumed.Error);
        await RemoteLedgers.EachOrderIsOnceAsync(address, 100);
    }

    [Fact]
    public async Task Systems_that_die_and_come_back_are_waited_for()
    {
        using var folder = new TemporaryFolder();
        string[] data = ["--data", folder.File("systems"), "--faults", "0.1"];
        var (systems, address) = await SampleProcess.FakeSystemsAsync(data);
        await using var first = systems;
        await using var run = SampleProcess.OrderToCash("--remote", address.AbsoluteUri, "--store", folder.File("run.db"), "--orders", "100");
        await RemoteLedgers.UntilAsync(address, "orders", 10, run);

        await systems.KillAsync();
        var (again, _) = await SampleProcess.FakeSystemsAsync([.. data, "--port", $"{address.Port}"]);
        await using var second = again;

        (await run.ExitAsync()).ShouldBe(ExitCode.Balanced, run.Output + run.Error);
        await RemoteLedgers.EachOrderIsOnceAsync(address, 100);
    }

    private static async Task<string> CountsAsync(Uri address) =>
        string.Join(", ", (await RemoteLedgers.ReadAsync(address)).Select(entry => $"{entry.Key} {entry.Value.Values.Sum()}"));
}
