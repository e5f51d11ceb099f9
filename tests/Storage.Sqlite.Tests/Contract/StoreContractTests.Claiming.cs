using static Crossdock.Storage.Sqlite.Tests.Contract.Make;

namespace Crossdock.Storage.Sqlite.Tests.Contract;

/// <content>Claims: in order, one at a time per lane, leased and fenced.</content>
public abstract partial class StoreContractTests
{
    [Fact]
    public async Task Work_is_claimed_in_order_of_acceptance_over_all_connections()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", connection: "shop", operation: "acknowledge-order"), Submit("SO-1")));
        await AcceptAsync(Order("SO-2"));

        (await ClaimAsync(2)).Select(w => (w.Key.DocumentKey, w.Key.Connection)).ShouldBe([("SO-1", "shop"), ("SO-1", "erp")]);
        (await ClaimAsync(2)).Select(w => (w.Key.DocumentKey, w.Key.Connection)).ShouldBe([("SO-2", "erp")]);
    }

    [Fact]
    public async Task Never_two_of_one_lane_at_once_and_in_order_within_it()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        await AcceptAsync(Order("SO-1", "C", 3));

        for (var revision = 1; revision <= 3; revision++)
        {
            var work = (await ClaimAsync()).ShouldHaveSingleItem();
            work.Key.Revision.ShouldBe(revision);
            (await ClaimAsync()).ShouldBeEmpty();
            await FinishAsync(work);
        }

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WorkState.Parked)]
    [InlineData(WorkState.DeadLettered)]
    [InlineData(WorkState.Held)]
    [InlineData(WorkState.Ready)]
    public async Task An_unfinished_item_blocks_its_lane_and_no_other(WorkState state)
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var first = await ClaimOneAsync();
        await CommitAsync(Commit(first, state) with { DueAt = Noon.AddHours(1) });
        await AcceptAsync(Order("SO-1", "C", 3));
        await AcceptAsync(Order("SO-2"));
        await AcceptAsync(Entry(Envelope("SO-1", 4), Submit("SO-1", connection: "warehouse", version: 4)));

        (await ClaimAsync()).Select(w => (w.Key.DocumentKey, w.Key.Connection)).ShouldBe([("SO-2", "erp"), ("SO-1", "warehouse")]);
    }

    [Theory]
    [InlineData(WorkState.Confirmed)]
    [InlineData(WorkState.Rejected)]
    public async Task A_finished_item_lets_the_next_one_through(WorkState state)
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));

        await FinishAsync(await ClaimOneAsync(), state);

        (await ClaimOneAsync()).Key.Revision.ShouldBe(2);
        (await CountAsync(state)).ShouldBe(1);
    }

    [Fact]
    public async Task Work_is_not_claimed_before_it_is_due()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon.AddMinutes(5))));
        (await ClaimAsync()).ShouldBeEmpty();
        (await Store.NextDueAsync(Stop)).ShouldBe(Noon.AddMinutes(5));

        (await ClaimAsync(now: Noon.AddMinutes(5))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_goes_back_claims_nothing_early()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon)));

        (await ClaimAsync(now: Noon.AddHours(-1))).ShouldBeEmpty();
        (await ClaimAsync(now: Noon)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Held_work_is_claimed_when_its_time_comes()
    {
        await AcceptAsync(Order("SO-1"));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Held) with { DueAt = Noon.AddHours(6) });
        (await CountAsync(WorkState.Held)).ShouldBe(1);
        (await ClaimAsync(now: Noon.AddHours(5))).ShouldBeEmpty();

        (await ClaimOneAsync(Noon.AddHours(6))).Key.DocumentKey.ShouldBe("SO-1");
    }

    [Fact]
    public async Task Excluded_connections_are_left_alone_and_hold_up_no_other()
    {
        for (var n = 0; n < 30; n++)
        {
            await AcceptAsync(Order($"SO-{n}"));
        }

        await AcceptAsync(Entry(Envelope("SO-99"), Submit("SO-99", connection: "warehouse")));

        (await ClaimAsync(5, excluded: "erp")).ShouldHaveSingleItem().Key.Connection.ShouldBe("warehouse");
        (await ClaimAsync(100)).Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_claimed_again_with_a_higher_token()
    {
        await AcceptAsync(Order("SO-1"));
        var slow = await ClaimOneAsync();
        (await ClaimAsync(now: Noon + Lease - TimeSpan.FromTicks(1))).ShouldBeEmpty();

        var second = await ClaimOneAsync(Noon + Lease);

        second.Id.ShouldBe(slow.Id);
        second.FencingToken.ShouldBeGreaterThan(slow.FencingToken);
        (await CommitAsync(Commit(slow, WorkState.Confirmed))).ShouldBe(CommitOutcome.Fenced);
        (await CommitAsync(Commit(second, WorkState.Confirmed))).ShouldBe(CommitOutcome.Committed);
        (await CommitAsync(Commit(second, WorkState.Confirmed))).ShouldBe(CommitOutcome.Fenced, "it is not claimed any more");
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_holds_until_somebody_else_claims()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var slow = await ClaimOneAsync();
        (await ClaimAsync(now: Noon + Lease, excluded: "erp")).ShouldBeEmpty();

        (await CommitAsync(Commit(slow, WorkState.Confirmed, Noon + Lease))).ShouldBe(CommitOutcome.Committed);
        (await ClaimOneAsync(Noon + Lease)).Key.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task A_lease_can_be_extended()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();

        await CommitAsync(Commit(work, WorkState.Claimed) with { LeaseUntil = Noon + Lease + Lease });

        (await ClaimAsync(now: Noon + Lease)).ShouldBeEmpty();
        (await Store.NextDueAsync(Stop)).ShouldBe(Noon + Lease + Lease);
        (await CommitAsync(Commit(work, WorkState.Confirmed))).ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_restart_gives_claimed_work_back_at_once_and_fences_the_dead()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var lost = await ClaimOneAsync();
        await CommitAsync(Commit(lost, WorkState.Claimed) with { Effect = Effect(lost, EffectState.Sending, sends: 1) });

        await RestartAsync();

        (await CountAsync(WorkState.Ready)).ShouldBe(2);
        (await CommitAsync(Commit(lost, WorkState.Confirmed))).ShouldBe(CommitOutcome.Fenced);
        var again = (await ClaimAsync()).ShouldHaveSingleItem();
        (again.Id, again.Key.Revision).ShouldBe((lost.Id, 1));
        again.FencingToken.ShouldBeGreaterThan(lost.FencingToken);
        again.Effect.ShouldNotBeNull().State.ShouldBe(EffectState.Sending);
    }

    [Fact]
    public async Task The_next_due_time_is_the_earliest_of_all()
    {
        (await Store.NextDueAsync(Stop)).ShouldBeNull();
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon.AddMinutes(9))));
        await AcceptAsync(Entry(Envelope("SO-2"), Submit("SO-2", after: [OrderAccepted("SO-0")], waitUntil: Noon.AddMinutes(7))));
        (await Store.NextDueAsync(Stop)).ShouldBe(Noon.AddMinutes(7));

        await AcceptAsync(Order("SO-3"));
        (await Store.NextDueAsync(Stop)).ShouldBe(Noon);
        await ClaimOneAsync();
        (await Store.NextDueAsync(Stop)).ShouldBe(Noon + Lease);
    }

    [Fact]
    public async Task Many_workers_at_once_never_get_the_same_work()
    {
        await Store.AcceptAsync(Batch([.. Enumerable.Range(0, 200).Select(n => Order($"SO-{n}"))]), Stop);

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ClaimAsync(10))));

        var ids = claims.SelectMany(claim => claim).Select(work => work.Id).ToList();
        ids.Count.ShouldBe(200);
        ids.ShouldBeUnique();
    }
}
