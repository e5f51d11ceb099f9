using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>What a person may do with stuck work, and what is written about it.</content>
public abstract partial class StoreConformance
{
    private async Task<ClaimedWork> StuckAsync(string key, WorkState state, EffectState? effect = null)
    {
        await AcceptAsync(Order(key));
        var work = (await ClaimAsync()).MustBeOne();
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

        (await Store.ReplayAsync(Tenant, stuck.Id, "ann", "ERP repaired", Noon.AddHours(1), Stop)).MustBeTrue();

        (await ClaimAsync(now: Noon)).MustBeEmpty();
        var again = await ClaimOneAsync(Noon.AddHours(1));
        (again.Id, again.Attempts, again.Error).MustBe((stuck.Id, 0, null));
        again.Key.MustBe(stuck.Key, "the same key, so that nothing happens twice");
        var link = (await AuditAsync()).MustBeOne();
        (link.Actor, link.Action, link.Subject).MustBe(("ann", "work.replayed", stuck.Key.ToString()));
        link.Detail.MustBe($"work {stuck.Id}, {state} -> Ready: ERP repaired");
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

        (await ClaimOneAsync()).Effect.MustNotBeNull().State.MustBe(after);
    }

    [Fact]
    public async Task A_double_click_replays_once()
    {
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        var clicks = await Task.WhenAll(
            Store.ReplayAsync(Tenant, stuck.Id, "ann", "again", Noon, Stop),
            Store.ReplayAsync(Tenant, stuck.Id, "bob", "again", Noon, Stop));

        clicks.Count(done => done).MustBe(1);
        (await AuditAsync()).Count.MustBe(1);
    }

    [Theory]
    [InlineData(WorkState.Confirmed)]
    [InlineData(WorkState.Rejected)]
    public async Task Finished_work_is_not_replayed(WorkState state)
    {
        var done = await StuckAsync("SO-1", state);

        (await Store.ReplayAsync(Tenant, done.Id, "ann", "again", Noon, Stop)).MustBeFalse();
        (await Store.ReplayAsync(Tenant, 4711, "ann", "again", Noon, Stop)).MustBeFalse();
        (await AuditAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task Another_tenant_sees_and_touches_nothing()
    {
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        (await Store.ReplayAsync("other", stuck.Id, "eve", "again", Noon, Stop)).MustBeFalse();
        (await Store.DiscardAsync("other", stuck.Id, "eve", "away", Noon, Stop)).MustBeFalse();
        (await Store.ReadPayloadAsync("other", stuck.Id, Stop)).MustBeNull();
        (await Store.ListExceptionsAsync(new ExceptionFilter("other", [WorkState.DeadLettered]), Stop)).MustBeEmpty();
        (await AuditAsync()).MustBeEmpty();
        (await AuditAsync("other")).MustBeEmpty();
    }

    [Theory]
    [InlineData(WorkState.DeadLettered)]
    [InlineData(WorkState.Parked)]
    [InlineData(WorkState.Rejected)]
    public async Task A_discard_gives_work_up_frees_its_lane_and_is_audited(WorkState state)
    {
        var stuck = await StuckAsync("SO-1", state);
        await AcceptAsync(Order("SO-1", "B", 2));

        (await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop)).MustBeTrue();
        (await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop)).MustBeFalse();

        (await ClaimOneAsync()).Key.Revision.MustBe(2);
        (await CountAsync(WorkState.Discarded)).MustBe(1);
        (await AuditAsync()).MustBeOne().Action.MustBe("work.discarded");
    }

    [Fact]
    public async Task What_waits_for_discarded_work_parks_naming_it()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        await Store.DiscardAsync(Tenant, stuck.Id, "ann", "cancelled by phone", Noon, Stop);

        var parked = (await ListAsync(WorkState.Parked)).MustBeOne();
        parked.Key.Connection.MustBe("warehouse");
        parked.Error.MustNotBeNull().Message.MustContain("'submit-order' at 'erp' for 'order/SO-1'");
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
        page.Select(item => item.Id).MustBe(ids.Take(3));
        page[0].Error.MustNotBeNull().Message.MustBe("No.");
        (await Store.ListExceptionsAsync(all with { AfterId = page[^1].Id }, Stop)).MustBeOne().Id.MustBe(ids[3]);
        (await ListAsync(WorkState.Parked)).MustBeOne().Id.MustBe(ids[1]);
        (await Store.ReadPayloadAsync(Tenant, ids[0], Stop)).MustNotBeNull().ToArray().MustBe(Json("SO-1@1"));
    }

    [Fact]
    public async Task The_newest_audit_entry_of_each_tenant_is_known()
    {
        (await Store.ReadAuditHeadsAsync(Stop)).MustBeEmpty();
        foreach (var tenant in new[] { "other", Tenant })
        {
            await AcceptAsync(Entry(Envelope("SO-1", tenant: tenant), Submit("SO-1")));
            var work = await ClaimOneAsync();
            await CommitAsync(Commit(work, WorkState.Confirmed) with { Audit = [new AuditDraft("a", "one", "s", ""), new AuditDraft("a", "two", "s", "")] });
        }

        var heads = await Store.ReadAuditHeadsAsync(Stop);

        heads.Select(head => (head.Tenant, head.Sequence)).MustBe([(Tenant, 2L), ("other", 2L)]);
        heads[0].Hash.MustBe((await AuditAsync())[1].Hash);
    }

    [Fact]
    public async Task A_list_of_other_states_or_sizes_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ListAsync(WorkState.Confirmed));
        await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(
            () => Store.ListExceptionsAsync(new ExceptionFilter(Tenant, [WorkState.Parked], MaxItems: 1001), Stop));
        (await ListAsync()).MustBeEmpty();
    }
}
