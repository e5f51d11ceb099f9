using Crossdock.Faults.Processes;

namespace Crossdock.Faults.Rows;

/// <summary>Whole processes are killed, killed again, frozen, stopped and started at bad times.</summary>
[Collection<OneAtATime>]
public sealed class ProcessRows
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    private static readonly string[] s_atWork =
        ["commit.sending.after", "send.submit-order.erp.after", "send.request-fulfilment.warehouse.after", "commit.confirmed.before", "accept.order.after", "claim.after", "send.post-invoice.erp.after"];

    public static TheoryData<string> Stores => [.. StoreKinds.All];

    [Theory(Explicit = true)]
    [MemberData(nameof(Stores))]
    public Task Killed_again_while_it_recovers(string store) => Row.RunAsync(2, $"killed twice more during recovery, {store}", KillPoint.OfRecovery.Count, async (seed, folder) =>
    {
        var random = new Random(seed);
        var place = await MakeAsync(store, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0);
        await using (var first = await LifeProcess.StartPatientlyAsync(place, books.Address))
        {
            (await first.StartedAsync()).ShouldBeTrue(first.Said);
            await first.ArmAsync(s_atWork[random.Next(s_atWork.Length)], 1 + random.Next(3));
            books.Place(3);
            (await first.ExitsWithinAsync(s_limit)).ShouldBeTrue(first.Said);
        }

        // The first of the two is of each kind once; whether the second is passed depends on what is left to recover.
        foreach (var point in (string[])[KillPoint.OfRecovery[seed - 1], KillPoint.OfRecovery[random.Next(KillPoint.OfRecovery.Count)]])
        {
            await using var recovering = LifeProcess.Start(place, books.Address, (point, 1));
            await recovering.ExitsWithinAsync(TimeSpan.FromSeconds(8));
            await recovering.EndAsync();
        }

        return await EndAsync(place, books, seed);
    });

    [Theory(Explicit = true)]
    [MemberData(nameof(Stores))]
    public Task Stopped_by_SIGTERM_with_work_in_flight(string store) => Row.RunAsync(5, $"SIGTERM with work in flight, {store}", 3, async (seed, folder) =>
    {
        var random = new Random(seed);
        var place = await MakeAsync(store, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0.1);
        for (var stop = 0; stop < 3; stop++)
        {
            await using var life = await LifeProcess.StartPatientlyAsync(place, books.Address);
            (await life.StartedAsync()).ShouldBeTrue(life.Said);
            books.Place(6);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(600)), TimeProvider.System, CancellationToken.None);
            life.Terminate();
            (await life.ExitsWithinAsync(s_limit)).ShouldBeTrue($"seed {seed}: it did not stop: {life.Said}");
            life.ExitCode.ShouldBe(0, life.Said);
        }

        return await EndAsync(place, books, seed);
    });

    [Fact(Explicit = true)]
    public Task Frozen_past_its_lease_with_a_SQLite_store() => Row.RunAsync(3, "SIGSTOP past the lease, a second process tries, SIGCONT; SQLite", 2, async (seed, folder) =>
    {
        var store = "sqlite:" + Path.Combine(folder, "store.db");
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0);
        await using var frozen = LifeProcess.Start(store, books.Address);
        (await frozen.StartedAsync()).ShouldBeTrue(frozen.Said);
        books.Place(4);
        await Task.Delay(TimeSpan.FromMilliseconds(150 * seed), TimeProvider.System, CancellationToken.None);
        frozen.Freeze();
        await using (var second = LifeProcess.Start(store, books.Address))
        {
            (await second.StartedAsync()).ShouldBeFalse("a SQLite store serves one process, also while that one is frozen");
            second.Said.ShouldContain("refused InUse");
        }

        await Task.Delay(LifeHost.Lease + TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
        frozen.Thaw();
        await books.CompletesWithinAsync(s_limit);
        var end = await frozen.FinishAsync();
        var verdict = books.Check($"seed {seed}");
        return new SeedResult(verdict, await books.FindRegressionsAsync(), end?.StartsWith("finished", StringComparison.Ordinal) == true ? [] : [$"seed {seed}: {end}"]);
    });

    [Theory(Explicit = true)]
    [MemberData(nameof(Stores))]
    public Task Killed_while_it_makes_or_opens_its_tables(string store) => Row.RunAsync(15, $"killed at random during the first starts, {store}", 4, async (seed, folder) =>
    {
        var random = new Random(seed);
        var place = await MakeAsync(store, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0);
        books.Place(3);
        for (var start = 0; start < 3; start++)
        {
            await using var life = LifeProcess.Start(place, books.Address);
            await life.ExitsWithinAsync(TimeSpan.FromMilliseconds(200 + random.Next(700)));
            life.HasExited.ShouldBeFalse($"seed {seed}: {life.Said}");
        }

        return await EndAsync(place, books, seed);
    });

    [Fact(Explicit = true)]
    public Task Two_processes_on_one_store_of_which_one_is_frozen_past_its_lease() => Row.RunAsync(3, "SIGSTOP past the lease, another takes over, SIGCONT; PostgreSQL", 3, async (seed, folder) =>
    {
        var place = await MakeAsync(StoreKinds.PostgreSql, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0.05);
        await using var frozen = await LifeProcess.StartPatientlyAsync(place, books.Address);
        await using var other = await LifeProcess.StartPatientlyAsync(place, books.Address);
        (await frozen.StartedAsync() && await other.StartedAsync()).ShouldBeTrue(frozen.Said + other.Said);
        books.Place(6);
        await Task.Delay(TimeSpan.FromMilliseconds(120 * seed), TimeProvider.System, CancellationToken.None);
        frozen.Freeze();
        await Task.Delay(LifeHost.Lease + TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
        frozen.Thaw();
        return await EndAsync(place, books, seed, isResumed: false);
    });

    [Fact(Explicit = true)]
    public Task Two_processes_work_on_one_store() => Row.RunAsync(4, "two processes, one store, PostgreSQL", 3, async (seed, folder) =>
    {
        var place = await MakeAsync(StoreKinds.PostgreSql, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0.1);
        await using var one = await LifeProcess.StartPatientlyAsync(place, books.Address);
        await using var other = await LifeProcess.StartPatientlyAsync(place, books.Address);
        (await one.StartedAsync() && await other.StartedAsync()).ShouldBeTrue(one.Said + other.Said);
        books.Place(12);
        return await EndAsync(place, books, seed, isResumed: false);
    });

    [Fact(Explicit = true)]
    public Task Of_two_processes_on_one_store_one_is_killed_and_the_other_goes_on() => Row.RunAsync(4, "two processes, one killed, the other goes on, PostgreSQL", 3, async (seed, folder) =>
    {
        var random = new Random(seed);
        var place = await MakeAsync(StoreKinds.PostgreSql, folder);
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0);
        await using var killed = await LifeProcess.StartPatientlyAsync(place, books.Address);
        await using var other = await LifeProcess.StartPatientlyAsync(place, books.Address);
        (await killed.StartedAsync() && await other.StartedAsync()).ShouldBeTrue(killed.Said + other.Said);
        books.Place(8);
        await Task.Delay(TimeSpan.FromMilliseconds(100 + random.Next(400)), TimeProvider.System, CancellationToken.None);
        await killed.KillAsync();
        var died = TimeProvider.System.GetTimestamp();
        var newOnes = books.Place(2);
        (await books.ReachErpWithinAsync(newOnes, s_limit)).ShouldBeTrue(other.Said);
        var newWork = TimeProvider.System.GetElapsedTime(died);
        (await books.CompletesWithinAsync(s_limit)).ShouldBeTrue(other.Said);
        return (await EndAsync(place, books, seed, isResumed: false)) with { Resume = newWork, InFlight = TimeProvider.System.GetElapsedTime(died) };
    });

    private static Task<string> MakeAsync(string store, string folder)
    {
        Assert.SkipWhen(StoreKinds.WhyNot(store) is not null, StoreKinds.WhyNot(store) ?? "");
        return StoreKinds.MakeAsync(store, folder);
    }

    // Where others work as well, how soon this one finds something to do says nothing.
    private static async Task<SeedResult> EndAsync(string store, RemoteBooks books, int seed, bool isResumed = true)
    {
        await using var last = await LifeProcess.StartPatientlyAsync(store, books.Address);
        (await last.StartedAsync()).ShouldBeTrue(last.Said);
        string? end = null;
        for (var look = 0; look < 4; look++)
        {
            end = await last.FinishAsync();
            if (await books.CompletesWithinAsync(s_limit / 4))
            {
                break;
            }
        }

        end = await last.FinishAsync();
        var verdict = books.Check($"seed {seed}");
        var isFinished = end?.StartsWith("finished", StringComparison.Ordinal) == true && !end.Contains("broken", StringComparison.Ordinal);
        return new SeedResult(verdict, await books.FindRegressionsAsync(), isFinished ? [] : [$"seed {seed}: {end}; {last.Said}"]) { Resume = isResumed ? last.ToProgress : null };
    }
}
