using Crossdock.Servers;

namespace Crossdock.OrderToCash.Tests;

/// <summary>Two processes share the work of one PostgreSQL store; one dies, and each order is still exactly once everywhere.</summary>
public sealed class SharedStoreTests(ITestOutputHelper output)
{
    private const int Orders = 200;

    [Fact]
    public async Task Two_processes_share_the_work_and_one_is_killed()
    {
        Assert.SkipWhen(PostgreSqlServer.WhyNot is not null, PostgreSqlServer.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        await using var server = await PostgreSqlServer.StartAsync(isDurable: true);
        var (systems, address) = await SampleProcess.FakeSystemsAsync("--faults", "0.2", "--seed", "7", "--hold-ms", "3000");
        await using var _ = systems;
        string[] args = ["--remote", address.AbsoluteUri, "--store", server.ConnectionString];
        try
        {
            await using var first = SampleProcess.OrderToCash([.. args, "--orders", $"{Orders}", "--seed", "11"]);
            await RemoteLedgers.UntilAsync(address, "orders", 10, first);
            await using var second = SampleProcess.OrderToCash([.. args, "--resume", "--json", folder.File("out.json")]);
            await RemoteLedgers.UntilAsync(address, "orders", 80, first, second);
            await first.KillAsync();
            output.WriteLine($"killed the first at {(await RemoteLedgers.ReadAsync(address))["orders"].Count} orders");

            (await second.ExitAsync()).ShouldBe(ExitCode.Balanced, second.Output + second.Error);
            await RemoteLedgers.EachOrderIsOnceAsync(address, Orders);

            await using var again = SampleProcess.OrderToCash([.. args, "--orders", "5"]);
            (await again.ExitAsync()).ShouldBe(ExitCode.CannotRun);
            again.Error.ShouldContain("Join or continue it with --resume");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(RunStore.Of(server.ConnectionString).Path)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Pasword=s3cret", "begins like a PostgreSQL connection string and is none")]
    [InlineData("Host=;Password=s3cret", "begins like a PostgreSQL connection string and is none")]
    [InlineData("Host=127.0.0.1;Port=99999999999;Password=s3cret", "begins like a PostgreSQL connection string and is none")]
    [InlineData("Host=127.0.0.1;Port=1;Username=crossdock;Password=s3cret;Timeout=2", "127.0.0.1:1")]
    public async Task A_database_that_cannot_be_used_is_named_without_its_password(string store, string expected)
    {
        await using var run = SampleProcess.OrderToCash("--store", store, "--orders", "1");
        (await run.ExitAsync()).ShouldBe(ExitCode.CannotRun, run.Output + run.Error);
        run.Error.ShouldContain(expected);
        (run.Output + run.Error).ShouldNotContain("s3cret");
    }
}
