using System.Diagnostics;
using System.Globalization;
using Crossdock.TestKit.Conformance;

namespace Crossdock.Storage.Sqlite.Tests.Crash;

/// <summary>Whatever was acknowledged is there after the process died, however it died.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "none", 0)]
    [InlineData(2, "none", 0)]
    [InlineData(3, "before-commit", 1)]
    [InlineData(4, "before-commit", 40)]
    [InlineData(5, "after-commit", 2)]
    [InlineData(6, "after-commit", 60)]
    public async Task Everything_acknowledged_survives_a_kill(int seed, string point, int commits)
    {
        var random = new Random(seed);
        var said = new List<(string What, string Key)>();

        // Killed, restarted on what it left, killed again.
        for (var run = 1; run <= 2; run++)
        {
            said.AddRange(await RunAndKillAsync(run, point, commits, random.Next(50, 400)));
        }

        await using var store = await _folder.OpenAsync(SqliteSynchronousMode.Full);
        await VerifyAsync(store, said);
    }

    private async Task VerifyAsync(SqliteCrossdockStore store, List<(string What, string Key)> said)
    {
        var accepted = said.Where(line => line.What == "accepted").Select(line => line.Key).ToHashSet();
        var confirmed = said.Where(line => line.What == "confirmed").Select(line => line.Key).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted.Count} accepted, {confirmed.Count} confirmed, {store.Transactions} transactions");

        confirmed.ShouldBeUnique();
        foreach (var key in accepted)
        {
            var outcome = (await store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order(key)), Stop)).ShouldHaveSingleItem();
            outcome.Disposition.ShouldBe(AcceptDisposition.Duplicate, key);
        }

        foreach (var key in confirmed)
        {
            var effect = await store.FindEffectAsync(new IdempotencyKey(StoreInputs.Tenant, "erp", "submit-order", key, 1), Stop);
            effect.ShouldNotBeNull(key).State.ShouldBe(EffectState.Confirmed);
        }

        // Nothing is stuck with the dead: what is not confirmed can be claimed now.
        var counts = await store.CountWorkAsync(Stop);
        var claimable = await store.ClaimAsync(StoreInputs.Claim(10_000), Stop);
        ((long)claimable.Count).ShouldBe(counts[WorkState.Ready]);
        (counts[WorkState.Ready] + counts[WorkState.Confirmed]).ShouldBe((await store.ReadTotalsAsync(Stop)).Accepted);
        claimable.Select(work => work.Key.DocumentKey).ShouldNotContain(key => confirmed.Contains(key));

        AuditEntry? previous = null;
        await foreach (var entry in store.ReadAuditAsync(StoreInputs.Tenant, 1, Stop))
        {
            AuditChain.Follows(previous, entry).ShouldBeTrue($"link {entry.Sequence}");
            previous = entry;
        }

        (previous?.Sequence ?? 0).ShouldBe(counts[WorkState.Confirmed]);
    }

    /// <summary>Starts the victim and kills it after some lines, or lets it kill itself.</summary>
    private async Task<List<(string What, string Key)>> RunAndKillAsync(int run, string point, int commits, int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(CrashTests).Assembly.Location);
        }

        foreach (var argument in new[] { Victim.Argument, _folder.Path, run.ToString(CultureInfo.InvariantCulture), point, commits.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = new List<(string, string)>();
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.Split(' ') is [var what, var key])
            {
                said.Add((what, key));
            }

            if (point == "none" && said.Count == lines)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(Stop);
        process.ExitCode.ShouldBe(137, "it is killed by signal 9");
        return said;
    }
}
