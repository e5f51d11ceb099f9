using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Claims: in order, one at a time per lane, leased and fenced.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Work_is_claimed_in_order_of_acceptance_over_all_connections()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", connection: "shop", operation: "acknowledge-order"), Submit("SO-1")));
        await AcceptAsync(Order("SO-2"));

        (await ClaimAsync(2)).Select(w => (w.Key.DocumentKey, w.Key.Connection)).MustBe([("SO-1", "shop"), ("SO-1", "erp")]);
        (await ClaimAsync(2)).Select(w => (w.Key.DocumentKey, w.Key.Connection)).MustBe([("SO-2", "erp")]);
    }

    [Fact]
    public async Task Never_two_of_one_lane_at_once_and_in_order_within_it()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        await AcceptAsync(Order("SO-1", "C", 3));

        for (var revision = 1; revision <= 3; revision++)
        {
            var work = (await ClaimAsync()).MustBeOne();
            work.Key.Revision.MustBe(revision);
            (await ClaimAsync()).MustBeEmpty();
            await FinishAsync(work);
        }

        (await ClaimAsync()).MustBeEmpty();
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

        (await ClaimAsync()).Select(w => (w.Key.DocumentKey, w.Key.Connection)).MustBe([("SO-2", "erp"), ("SO-1", "warehouse")]);
    }

    [Theory]
    [InlineData(WorkState.Confirmed)]
    [InlineData(WorkState.Rejected)]
    public async Task A_finished_item_lets_the_next_one_through(WorkState state)
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));

        await FinishAsync(await ClaimOneAsync(), state);

        (await ClaimOneAsync()).Key.Revision.MustBe(2);
        (await CountAsync(state)).MustBe(1);
    }

    [Fact]
    public async Task Work_is_not_claimed_before_it_is_due()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon.AddMinutes(5))));
        (await ClaimAsync()).MustBeEmpty();
        (await Store.NextDueAsync(Stop)).MustBe(Noon.AddMinutes(5));

        (await ClaimAsync(now: Noon.AddMinutes(5))).Count.MustBe(1);
    }

    [Fact]
    public async Task A_clock_that_goes_back_claims_nothing_early()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon)));

        (await ClaimAsync(now: Noon.AddHours(-1))).MustBeEmpty();
        (await ClaimAsync(now: Noon)).Count.MustBe(1);
    }

    [Fact]
    public async Task Held_work_is_claimed_when_its_time_comes()
    {
        await AcceptAsync(Order("SO-1"));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Held) with { DueAt = Noon.AddHours(6) });
        (await CountAsync(WorkState.Held)).MustBe(1);
        (await ClaimAsync(now: Noon.AddHours(5))).MustBeEmpty();

        (await ClaimOneAsync(Noon.AddHours(6))).Key.DocumentKey.MustBe("SO-1");
    }

    [Fact]
    public async Task Excluded_connections_are_left_alone_and_hold_up_no_other()
    {
        for (var n = 0; n < 30; n++)
        {
            await AcceptAsync(Order($"SO-{n}"));
        }

        await AcceptAsync(Entry(Envelope("SO-99"), Submit("SO-99", connection: "warehouse")));

        (await ClaimAsync(5, excluded: "erp")).MustBeOne().Key.Connection.MustBe("warehouse");
        (await ClaimAsync(100)).Count.MustBe(30);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_claimed_again_with_a_higher_token()
    {
        await AcceptAsync(Order("SO-1"));
        var slow = await ClaimOneAsync();
        (await ClaimAsync(now: Noon + Lease - TimeSpan.FromTicks(1))).MustBeEmpty();

        var second = await ClaimOneAsync(Noon + Lease);

        second.Id.MustBe(slow.Id);
        second.FencingToken.MustBeAbove(slow.FencingToken);
        (await CommitAsync(Commit(slow, WorkState.Confirmed))).MustBe(CommitOutcome.Fenced);
        (await CommitAsync(Commit(second, WorkState.Confirmed))).MustBe(CommitOutcome.Committed);
        (await CommitAsync(Commit(second, WorkState.Confirmed))).MustBe(CommitOutcome.Fenced, "it is not claimed any more");
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_holds_until_somebody_else_claims()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var slow = await ClaimOneAsync();
        (await ClaimAsync(now: Noon + Lease, excluded: "erp")).MustBeEmpty();

        (await CommitAsync(Commit(slow, WorkState.Confirmed, Noon + Lease))).MustBe(CommitOutcome.Committed);
        (await ClaimOneAsync(Noon + Lease)).Key.Revision.MustBe(2);
    }

    [Fact]
    public async Task A_lease_can_be_extended()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();

        await CommitAsync(Commit(work, WorkState.Claimed) with { LeaseUntil = Noon + Lease + Lease });

        (await ClaimAsync(now: Noon + Lease)).MustBeEmpty();
        (await Store.NextDueAsync(Stop)).MustBe(Noon + Lease + Lease);
        (await CommitAsync(Commit(work, WorkState.Confirmed))).MustBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_restart_gives_claimed_work_back_at_once_and_fences_the_dead()
    {
        await OnlyForOneProcessAsync();
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var lost = await ClaimOneAsync();
        await CommitAsync(Commit(lost, WorkState.Claimed) with { Effect = Effect(lost, EffectState.Sending, sends: 1) });

        await RestartAsync();

        (await CountAsync(WorkState.Ready)).MustBe(2);
        (await CommitAsync(Commit(lost, WorkState.Confirmed))).MustBe(CommitOutcome.Fenced);
        var again = (await ClaimAsync()).MustBeOne();
        (again.Id, again.Key.Revision).MustBe((lost.Id, 1));
        again.FencingToken.MustBeAbove(lost.FencingToken);
        again.Effect.MustNotBeNull().State.MustBe(EffectState.Sending);
    }

    [Fact]
    public async Task The_next_due_time_is_the_earliest_of_all()
    {
        (await Store.NextDueAsync(Stop)).MustBeNull();
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon.AddMinutes(9))));
        await AcceptAsync(Entry(Envelope("SO-2"), Submit("SO-2", after: [OrderAccepted("SO-0")], waitUntil: Noon.AddMinutes(7))));
        (await Store.NextDueAsync(Stop)).MustBe(Noon.AddMinutes(7));

        await AcceptAsync(Order("SO-3"));
        (await Store.NextDueAsync(Stop)).MustBe(Noon);
        await ClaimOneAsync();
        (await Store.NextDueAsync(Stop)).MustBe(Noon + Lease);
    }

    [Fact]
    public async Task Many_workers_at_once_never_get_the_same_work()
    {
        await Store.AcceptAsync(Batch([.. Enumerable.Range(0, 200).Select(n => Order($"SO-{n}"))]), Stop);

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ClaimAsync(10))));

        var ids = claims.SelectMany(claim => claim).Select(work => work.Id).ToList();
        ids.Count.MustBe(200);
        ids.MustBeDistinct();
    }
}
