using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Several processes, one store, one after the other: each sees what the others did, and only a lease takes work from one.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task What_one_process_accepts_another_claims_and_commits()
    {
        var second = await SecondAsync();
        await AcceptAsync(Order("SO-1"));

        var work = (await second.ClaimAsync(Claim(), Stop)).MustBeOne();
        (await ClaimAsync()).MustBeEmpty("the other process has it");
        (await second.CommitAsync(Commit(work, WorkState.Confirmed) with { Effect = Effect(work, EffectState.Confirmed, sends: 1) }, Stop))
            .MustBe(CommitOutcome.Committed);

        (await Store.FindEffectAsync(work.Key, Stop)).MustNotBeNull().State.MustBe(EffectState.Confirmed);
        (await CountAsync(WorkState.Confirmed)).MustBe(1);
        (await Store.ReadTotalsAsync(Stop)).MustBe(await second.ReadTotalsAsync(Stop));
    }

    [Fact]
    public async Task A_process_that_opens_the_store_takes_nothing_from_the_one_at_work()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var work = await ClaimOneAsync();

        var second = await SecondAsync();

        (await CountAsync(WorkState.Claimed)).MustBe(1, "its lease has not ended");
        (await second.ClaimAsync(Claim(now: Noon + Lease - TimeSpan.FromTicks(10)), Stop)).MustBeEmpty("its lease has not ended");
        (await CommitAsync(Commit(work, WorkState.Confirmed))).MustBe(CommitOutcome.Committed, "nobody else has claimed it");
        (await second.ClaimAsync(Claim(), Stop)).MustBeOne().Key.Revision.MustBe(2);
    }

    [Fact]
    public async Task Work_of_a_process_that_died_is_claimed_by_another_when_its_lease_ends()
    {
        var second = await SecondAsync();
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        var lost = await ClaimOneAsync();
        await CommitAsync(Commit(lost, WorkState.Claimed) with { Effect = Effect(lost, EffectState.Sending, sends: 1) });

        await RestartAsync();

        (await second.NextDueAsync(Stop)).MustBe(Noon + Lease);
        (await second.ClaimAsync(Claim(), Stop)).MustBeEmpty("whether it is dead or slow only its lease can tell");
        var again = (await second.ClaimAsync(Claim(now: Noon + Lease), Stop)).MustBeOne();
        (again.Id, again.Key.Revision).MustBe((lost.Id, 1));
        again.FencingToken.MustBeAbove(lost.FencingToken);
        again.Effect.MustNotBeNull().State.MustBe(EffectState.Sending);
    }

    [Fact]
    public async Task A_process_that_stood_still_past_its_lease_is_fenced_by_the_one_that_took_over()
    {
        var second = await SecondAsync();
        await AcceptAsync(Order("SO-1"));
        var slow = await ClaimOneAsync();

        var fast = (await second.ClaimAsync(Claim(now: Noon + Lease), Stop)).MustBeOne();

        fast.Id.MustBe(slow.Id);
        fast.FencingToken.MustBeAbove(slow.FencingToken);
        var late = Commit(slow, WorkState.Confirmed, Noon + Lease) with
        {
            Effect = Effect(slow, EffectState.Confirmed, sends: 1),
            Established = [OrderAccepted("SO-1")],
            Audit = [new AuditDraft("runtime", "effect.confirmed", "SO-1", "late")],
        };
        (await CommitAsync(late)).MustBe(CommitOutcome.Fenced, "the other process has claimed it");
        (await Store.FindEffectAsync(slow.Key, Stop)).MustBeNull("nothing of a fenced commit is applied");
        (await AuditAsync()).MustBeEmpty("nothing of a fenced commit is applied");
        (await second.CommitAsync(Commit(fast, WorkState.Confirmed), Stop)).MustBe(CommitOutcome.Committed);
        (await CommitAsync(late)).MustBe(CommitOutcome.Fenced, "it is done");
    }

    [Fact]
    public async Task A_fact_established_through_one_process_wakes_the_work_of_another()
    {
        var second = await SecondAsync();
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Order("SO-1"));
        (await second.CountWorkAsync(Stop))[WorkState.Waiting].MustBe(1);
        var submit = (await second.ClaimAsync(Claim(), Stop)).MustBeOne();

        await second.CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] }, Stop);

        (await ClaimOneAsync()).Key.Connection.MustBe("warehouse");
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")) with { Envelope = Envelope("SO-1", 2, "fulfilment-request", "flow") });
        (await CountAsync(WorkState.Waiting)).MustBe(0, "a fact that is there is waited for by nobody");
    }

    [Fact]
    public async Task Checkpoints_documents_and_exceptions_are_the_same_for_all()
    {
        var second = await SecondAsync();
        var key = new CheckpointKey(Tenant, "shop", "order");
        await Store.AcceptAsync(new AcceptBatch([Order("SO-1"), Refused("SO-2")], new CheckpointMove(key, new Checkpoint("page-1"))), Stop);

        (await second.ReadCheckpointAsync(key, Stop)).MustBe(new Checkpoint("page-1"));
        (await second.FindDocumentsAsync(Tenant, "order", "order/SO-1", Stop)).MustBeOne().Envelope.MustBe(Envelope("SO-1"));
        var refused = (await second.ListExceptionsAsync(new ExceptionFilter(Tenant, [WorkState.Rejected]), Stop)).MustBeOne();
        (await second.DiscardAsync(Tenant, refused.Id, "ann", "typed wrong", Noon, Stop)).MustBeTrue();
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
        (await AuditAsync()).MustBeOne().Action.MustBe("work.discarded");
    }
}
