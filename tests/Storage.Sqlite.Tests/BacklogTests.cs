using Crossdock.TestKit.Conformance;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>
/// What a call costs does not depend on the backlog. Cost is counted in steps of SQLite's virtual machine, so that the machine does not matter:
/// a scan takes several steps a row.
/// </summary>
public sealed class BacklogTests : IAsyncLifetime
{
    private const int Blocked = 50_000;
    private const int Runnable = 50_000;
    private const int Batch = 2_000;
    private const int MaxSteps = 900;

    private readonly StoreFolder _folder = new();
    private SqliteCrossdockStore? _store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SqliteCrossdockStore Store => _store!;

    public async ValueTask InitializeAsync() => _store = await _folder.OpenAsync(SqliteSynchronousMode.Normal);

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task No_call_searches_the_backlog()
    {
        await FillAsync();
        (await Store.CountWorkAsync(Stop)).Values.Sum().ShouldBe(Blocked + Runnable);
        await Store.TakeWriterStepsAsync(Stop);

        var claimed = await Store.ClaimAsync(StoreInputs.Claim(10, excluded: "paused"), Stop);
        claimed.Select(work => work.Key.DocumentKey).ShouldBe(Enumerable.Range(0, 10).Select(n => $"run-{(2 * n) + 1}"));
        await CheckStepsAsync("claim", claimed.Count);

        foreach (var work in claimed)
        {
            await Store.CommitAsync(StoreInputs.Commit(work, WorkState.Confirmed) with { Effect = StoreInputs.Effect(work, EffectState.Confirmed) }, Stop);
        }

        await CheckStepsAsync("commit", claimed.Count);

        await Store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order("one-more")), Stop);
        await CheckStepsAsync("accept");

        var refused = (await Store.ListExceptionsAsync(new ExceptionFilter(StoreInputs.Tenant, [WorkState.Rejected], MaxItems: 1), Stop)).ShouldHaveSingleItem();
        await Store.DiscardAsync(StoreInputs.Tenant, refused.Id, "ann", "why", StoreInputs.Noon, Stop);
        await CheckStepsAsync("discard");

        (await Store.ClaimAsync(StoreInputs.Claim(1), Stop)).ShouldHaveSingleItem().Key.DocumentKey.ShouldBe("behind-1");
        await CheckStepsAsync("claim of what was blocked");

        var stuck = (await Store.ListExceptionsAsync(new ExceptionFilter(StoreInputs.Tenant, [WorkState.Parked]), Stop)).ShouldHaveSingleItem();
        await Store.ReplayAsync(StoreInputs.Tenant, stuck.Id, "ann", "why", StoreInputs.Noon, Stop);
        await CheckStepsAsync("replay at the head of a long lane");
    }

    [Fact]
    public async Task A_claim_after_a_long_pause_stays_short_and_the_next_goes_on()
    {
        const int Count = 3_000;
        var later = StoreInputs.Noon.AddDays(2);
        await AcceptAsync(Count, n => StoreInputs.Entry(
            StoreInputs.Envelope($"waits-{n}"),
            StoreInputs.Submit($"waits-{n}", after: [StoreInputs.OrderAccepted($"never-{n}")], waitUntil: StoreInputs.Noon.AddDays(1))));

        await Store.ClaimAsync(StoreInputs.Claim(1, later), Stop);
        (await Store.CountWorkAsync(Stop))[WorkState.Waiting].ShouldBe(Count - 1024);
        for (var n = 0; n < 2; n++)
        {
            await Store.ClaimAsync(StoreInputs.Claim(1, later), Stop);
        }

        (await Store.CountWorkAsync(Stop))[WorkState.Parked].ShouldBe(Count);
    }

    /// <summary>
    /// In front: a lane of 20,000 behind a parked item, 5,000 refused inputs with work behind each, 10,000 items that are not due, 10,000 that wait for
    /// a fact. Behind: 50,000 that can run, half of them for a connection that is paused.
    /// </summary>
    private async Task FillAsync()
    {
        await AcceptAsync(20_000, n => StoreInputs.Entry(
            StoreInputs.Envelope("stuck", n + 1, sequenceKey: "order/stuck"),
            StoreInputs.Submit("stuck", $"content {n}", version: n + 1)));
        var head = (await Store.ClaimAsync(StoreInputs.Claim(1), Stop)).ShouldHaveSingleItem();
        await Store.CommitAsync(StoreInputs.Commit(head, WorkState.Parked), Stop);
        await AcceptAsync(10_000, n => n % 2 == 0
            ? StoreInputs.Refused($"bad-{n}")
            : StoreInputs.Entry(StoreInputs.Envelope($"behind-{n}", sequenceKey: $"order/bad-{n - 1}"), StoreInputs.Submit($"behind-{n}")));
        await AcceptAsync(10_000, n => StoreInputs.Entry(StoreInputs.Envelope($"later-{n}"), StoreInputs.Submit($"later-{n}", dueAt: StoreInputs.Noon.AddDays(1))));
        await AcceptAsync(10_000, n => StoreInputs.Entry(
            StoreInputs.Envelope($"waits-{n}"),
            StoreInputs.Submit($"waits-{n}", after: [StoreInputs.OrderAccepted($"never-{n}")], waitUntil: StoreInputs.Noon.AddDays(1))));
        await AcceptAsync(Runnable, n => StoreInputs.Entry(StoreInputs.Envelope($"run-{n}"), StoreInputs.Submit($"run-{n}", connection: n % 2 == 0 ? "paused" : "erp")));
    }

    private async Task CheckStepsAsync(string what, int items = 1) =>
        (await Store.TakeWriterStepsAsync(Stop)).ShouldBeInRange(1, MaxSteps * items, what);

    private async Task AcceptAsync(int count, Func<int, InboxEntry> make)
    {
        for (var from = 0; from < count; from += Batch)
        {
            await Store.AcceptAsync(new AcceptBatch([.. Enumerable.Range(from, Math.Min(Batch, count - from)).Select(make)]), Stop);
        }
    }
}
