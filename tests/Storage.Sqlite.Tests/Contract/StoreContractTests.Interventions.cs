using static Crossdock.Storage.Sqlite.Tests.Contract.Make;

namespace Crossdock.Storage.Sqlite.Tests.Contract;

/// <content>What a person may do with stuck work, and what is written about it.</content>
public abstract partial class StoreContractTests
{
    private async Task<ClaimedWork> StuckAsync(string key, WorkState state, EffectState? effect = null)
    {
        await AcceptAsync(Order(key));
        var work = (await ClaimAsync()).ShouldHaveSingleItem();
        await CommitAsync(Commit(work, state) with
        {
            CountsAsAttempt = true,
            Error = new ConnectorError { Kind = ErrorKind.Permanent, Message = "No." },
            Effect = effect is { } its ? Effect(work, its, sends: 1) : null,
        });
        return work;
    }

    [Theory]
    [InlineData(WorkState.DeadLettered)]
    [InlineData(WorkState.Parked)]
    public async Task A_replay_makes_stuck_work_ready_again_and_is_audited(WorkState state)
    {
        var stuck = await StuckAsync("SO-1", state);

        (await Store.ReplayAsync(Tenant, stuck.Id, "ann", "ERP repaired", Noon.AddHours(1), Stop)).ShouldBeTrue();

        (await ClaimAsync(now: Noon)).ShouldBeEmpty();
        var again = await ClaimOneAsync(Noon.AddHours(1));
        (again.Id, again.Attempts, again.Error).ShouldBe((stuck.Id, 0, null));
        again.Key.ShouldBe(stuck.Key, "the same key, so that nothing happens twice");
        var link = (await AuditAsync()).ShouldHaveSingleItem();
        (link.Actor, link.Action, link.Subject).ShouldBe(("ann", "work.replayed", stuck.Key.ToString()));
        link.Detail.ShouldBe($"work {stuck.Id}, {state} -> Ready: ERP repaired");
    }

    [Theory]
    [InlineData(EffectState.Parked, EffectState.InDoubt)]
    [InlineData(EffectState.Rejected, EffectState.Intent)]
    [InlineData(EffectState.Confirmed, EffectState.Confirmed)]
    [InlineData(EffectState.InDoubt, EffectState.InDoubt)]
    public async Task A_replay_goes_through_the_ledger(EffectState before, EffectState after)
    {
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered, before);

        await Store.ReplayAsync(Tenant, stuck.Id, "ann", "again", Noon, Stop);

        (await ClaimOneAsync()).Effect.ShouldNotBeNull().State.ShouldBe(after);
    }

    [Fact]
    public async Task A_double_click_replays_once()
    {
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        var clicks = await Task.WhenAll(
            Store.ReplayAsync(Tenant, stuck.Id, "ann", "again", Noon, Stop),
            Store.ReplayAsync(Tenant, stuck.Id, "bob", "again", Noon, Stop));

        clicks.Count(done => done).ShouldBe(1);
        (await AuditAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(WorkState.Confirmed)]
    [InlineData(WorkState.Rejected)]
    public async Task Finished_work_is_not_replayed(WorkState state)
    {
        var done = await StuckAsync("SO-1", state);

        (await Store.ReplayAsync(Tenant, done.Id, "ann", "again", Noon, Stop)).ShouldBeFalse();
        (await Store.ReplayAsync(Tenant, 4711, "ann", "again", Noon, Stop)).ShouldBeFalse();
        (await AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_tenant_sees_and_touches_nothing()
    {
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        (await Store.ReplayAsync("other", stuck.Id, "eve", "again", Noon, Stop)).ShouldBeFalse();
        (await Store.DiscardAsync("other", stuck.Id, "eve", "away", Noon, Stop)).ShouldBeFalse();
        (await Store.ReadPayloadAsync("other", stuck.Id, Stop)).ShouldBeNull();
        (await Store.ListExceptionsAsync(new ExceptionFilter("other", [WorkState.DeadLettered]), Stop)).ShouldBeEmpty();
        (await AuditAsync()).ShouldBeEmpty();
        (await AuditAsync("other")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WorkState.DeadLettered)]
    [InlineData(WorkState.Parked)]
    [InlineData(WorkState.Rejected)]
    public async Task A_discard_gives_work_up_frees_its_lane_and_is_audited(WorkState state)
    {
        var stuck = await StuckAsync("SO-1", state);
        await AcceptAsync(Order("SO-1", "B", 2));

        (await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop)).ShouldBeTrue();
        (await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop)).ShouldBeFalse();

        (await ClaimOneAsync()).Key.Revision.ShouldBe(2);
        (await CountAsync(WorkState.Discarded)).ShouldBe(1);
        (await AuditAsync()).ShouldHaveSingleItem().Action.ShouldBe("work.discarded");
    }

    [Fact]
    public async Task What_waits_for_discarded_work_parks_naming_it()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop);

        var parked = (await ListAsync(WorkState.Parked)).ShouldHaveSingleItem();
        parked.Key.Connection.ShouldBe("warehouse");
        parked.Error.ShouldNotBeNull().Message.ShouldContain("'submit-order' at 'erp' for 'order/SO-1'");
    }

    [Fact]
    public async Task Exceptions_are_listed_oldest_first_in_pages()
    {
        var ids = new List<long>();
        foreach (var (key, state) in new[] { ("SO-1", WorkState.DeadLettered), ("SO-2", WorkState.Parked), ("SO-3", WorkState.Rejected), ("SO-4", WorkState.DeadLettered) })
        {
            ids.Add((await StuckAsync(key, state)).Id);
        }

        var all = new ExceptionFilter(Tenant, [WorkState.DeadLettered, WorkState.Parked, WorkState.Rejected], MaxItems: 3);
        var page = await Store.ListExceptionsAsync(all, Stop);
        page.Select(item => item.Id).ShouldBe(ids.Take(3));
        page[0].Error.ShouldNotBeNull().Message.ShouldBe("No.");
        (await Store.ListExceptionsAsync(all with { AfterId = page[^1].Id }, Stop)).ShouldHaveSingleItem().Id.ShouldBe(ids[3]);
        (await ListAsync(WorkState.Parked)).ShouldHaveSingleItem().Id.ShouldBe(ids[1]);
        (await Store.ReadPayloadAsync(Tenant, ids[0], Stop)).ShouldNotBeNull().ToArray().ShouldBe(Json("SO-1@1"));
    }

    [Fact]
    public async Task A_list_of_other_states_or_sizes_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => ListAsync(WorkState.Confirmed));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => Store.ListExceptionsAsync(new ExceptionFilter(Tenant, [WorkState.Parked], MaxItems: 1001), Stop));
        (await ListAsync()).ShouldBeEmpty();
    }
}
