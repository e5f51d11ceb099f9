using System.Net.Http.Json;

namespace Crossdock.OrderToCash.Tests;

/// <summary>The promise itself, with real processes: whatever dies in between, each order happens exactly once everywhere.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Orders = 400;
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
            await using var run = SampleProcess.OrderToCash([.. args, .. kill == 0 ? ["--orders", $"{Orders}", "--seed", "11"] : (string[])["--resume"]]);
            var after = TimeSpan.FromMilliseconds(random.Next(400, 2500));
            await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
            killedAtWork += run.HasExited ? 0 : 1;
            await run.KillAsync();
            output.WriteLine($"killed {run.Id} after {after.TotalMilliseconds} ms: {await CountsAsync(address)}");
        }

        await using var last = SampleProcess.OrderToCash([.. args, "--resume"]);
        var exitCode = await last.ExitAsync();

        exitCode.ShouldBe(ExitCode.Balanced, last.Output + last.Error);
        killedAtWork.ShouldBeGreaterThan(2, "The kills came too late to say anything.");
        await EachOrderIsOnceAsync(address);
    }

    // Reads the ledger by itself, so that a mistake in the sample's own check cannot hide one.
    private static async Task EachOrderIsOnceAsync(Uri address)
    {
        using var client = new HttpClient();
        var ledger = await client.GetFromJsonAsync<Dictionary<string, Dictionary<string, int>>>(new Uri(address, "ledger"), TestContext.Current.CancellationToken);
        ledger.ShouldNotBeNull();
        var placed = ledger["shopOrders"].Keys.Where(number => !number.StartsWith("BAD", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        placed.Count.ShouldBe(Orders);
        foreach (var name in (string[])["orders", "shipments", "invoices", "erpShipments", "shopFulfilments", "fulfilmentRequests"])
        {
            ledger[name].Keys.Order(StringComparer.Ordinal).ToList().ShouldBe(placed, customMessage: name);
            ledger[name].Values.ShouldAllBe(count => count == 1, name);
        }
    }

    private static async Task<string> CountsAsync(Uri address)
    {
        using var client = new HttpClient();
        var ledger = await client.GetFromJsonAsync<Dictionary<string, Dictionary<string, int>>>(new Uri(address, "ledger"), TestContext.Current.CancellationToken);
        return string.Join(", ", ledger!.Select(entry => $"{entry.Key} {entry.Value.Values.Sum()}"));
    }
}
