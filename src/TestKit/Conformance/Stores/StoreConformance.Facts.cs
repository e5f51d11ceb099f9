using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Prerequisites: work waits outside of its lane until its facts are there.</content>
public abstract partial class StoreConformance
{
    private static InboxEntry Fulfilment(string key, params FactKey[] after) => Entry(
        Envelope(key, 1, "fulfilment-request", "flow", $"order/{key}"),
        Submit(key, connection: "warehouse", operation: "request-fulfilment", after: after, waitUntil: Noon.AddHours(1)));

    private static InboxEntry Revision(long version, string content, DateTimeOffset? waitUntil = null, params FactKey[] after) => Entry(
        Envelope("SO-1", version, "fulfilment-request", "flow", "order/SO-1"),
        Submit("SO-1", content, connection: "warehouse", operation: "request-fulfilment", after: after, waitUntil: waitUntil, version: version));

    private async Task<ClaimedWork> SubmitOrderAsync(string key)
    {
        await AcceptAsync(Order(key));
        return (await ClaimAsync(excluded: "warehouse")).MustBeOne();
    }

    [Fact]
    public async Task Work_waits_until_its_fact_is_established()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        (await CountAsync(WorkState.Waiting)).MustBe(1);
        (await ClaimAsync()).MustBeEmpty();

        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed, Noon.AddMinutes(3)) with { Established = [OrderAccepted("SO-1")] });

        var work = await ClaimOneAsync(Noon.AddMinutes(3));
        (work.Key.Connection, work.DueAt).MustBe(("warehouse", Noon.AddMinutes(3)));
    }

    [Fact]
    public async Task Work_freed_early_still_waits_for_its_due_time()
    {
        await AcceptAsync(Entry(Envelope("SO-1", 2), Submit("SO-1", connection: "warehouse", after: [OrderAccepted("SO-1")], dueAt: Noon.AddMinutes(9), version: 2)));
        var submit = await SubmitOrderAsync("SO-1");

        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        (await ClaimAsync(now: Noon.AddMinutes(8))).MustBeEmpty();
        (await ClaimOneAsync(Noon.AddMinutes(9))).DueAt.MustBe(Noon.AddMinutes(9));
    }

    [Fact]
    public async Task Work_accepted_after_its_fact_does_not_wait()
    {
        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));

        (await ClaimOneAsync()).Key.Connection.MustBe("warehouse");
    }

    [Fact]
    public async Task A_fact_of_another_key_or_tenant_frees_nothing()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        var submit = await SubmitOrderAsync("SO-2");

        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-2"), OrderAccepted("SO-1", "other")] });

        (await ClaimAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task Work_waits_for_all_its_facts()
    {
        var first = OrderAccepted("SO-1");
        var second = first with { Name = "credit-checked" };
        await AcceptAsync(Fulfilment("SO-1", first, second, first));
        var submit = await SubmitOrderAsync("SO-1");

        await CommitAsync(Commit(submit, WorkState.Claimed) with { Established = [first] });
        (await ClaimAsync()).MustBeEmpty();
        await CommitAsync(Commit(submit, WorkState.Claimed) with { Established = [first, second] });

        (await ClaimOneAsync()).Key.Connection.MustBe("warehouse");
    }

    [Fact]
    public async Task Waiting_work_blocks_nobody_but_goes_first_once_it_is_free()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Entry(Envelope("SO-1", 2, sequenceKey: "order/SO-1"), Submit("SO-1", connection: "warehouse", operation: "note", version: 2)));
        await AcceptAsync(Entry(Envelope("SO-1", 3, sequenceKey: "order/SO-1"), Submit("SO-1", "B", connection: "warehouse", operation: "note", version: 3)));
        var note = (await ClaimAsync()).MustBeOne();
        note.Key.Operation.MustBe("note");

        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });
        (await ClaimAsync()).MustBeEmpty("the lane is in use");

        await FinishAsync(note);
        (await ClaimOneAsync()).Key.Operation.MustBe("request-fulfilment");
    }

    [Fact]
    public async Task Work_freed_in_front_of_waiting_successors_goes_first()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Entry(Envelope("SO-1", 2), Submit("SO-1", connection: "warehouse", operation: "note", version: 2)));
        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        var first = (await ClaimAsync()).MustBeOne();

        first.Key.Operation.MustBe("request-fulfilment");
        await FinishAsync(first);
        (await ClaimOneAsync()).Key.Operation.MustBe("note");
    }

    [Fact]
    public async Task Work_that_ran_waits_for_what_becomes_true_after_it()
    {
        var fact = OrderAccepted("SO-1");
        await AcceptAsync(Fulfilment("SO-1", fact));
        await CommitAsync(Commit(await SubmitOrderAsync("SO-1"), WorkState.Confirmed) with { Established = [fact] });
        var work = await ClaimOneAsync();
        (await CommitAsync(Commit(work, WorkState.Waiting) with { Awaited = [fact, fact], WaitUntil = Noon.AddHours(1) })).MustBe(CommitOutcome.Committed);
        (await ClaimAsync()).MustBeEmpty("that it was true before does not count");
        (await CountAsync(WorkState.Waiting)).MustBe(1);
        (await CommitAsync(Commit(work, WorkState.Confirmed))).MustBe(CommitOutcome.Fenced);

        await AcceptAsync(Entry(Envelope("SO-1", 2), Submit("SO-1", "B", version: 2)));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Confirmed) with { Established = [fact] });

        (await ClaimOneAsync()).Id.MustBe(work.Id);
    }

    [Fact]
    public async Task Work_that_waits_again_blocks_nobody_and_goes_first_once_it_is_free()
    {
        await AcceptAsync(Fulfilment("SO-1"));
        await AcceptAsync(Entry(Envelope("SO-1", 2, sequenceKey: "order/SO-1"), Submit("SO-1", connection: "warehouse", operation: "note", version: 2)));
        await AcceptAsync(Entry(Envelope("SO-1", 3, sequenceKey: "order/SO-1"), Submit("SO-1", "B", connection: "warehouse", operation: "note", version: 3)));
        var first = await ClaimOneAsync();
        await CommitAsync(Commit(first, WorkState.Waiting) with { Awaited = [OrderAccepted("SO-1")] });

        var note = (await ClaimAsync()).MustBeOne();
        note.Key.Operation.MustBe("note");
        await CommitAsync(Commit(note, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        (await ClaimAsync()).MustBeOne().Id.MustBe(first.Id);
    }

    [Fact]
    public async Task Work_that_waits_again_for_too_long_parks_naming_what_is_missing()
    {
        await AcceptAsync(Fulfilment("SO-1"));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Waiting) with { Awaited = [OrderAccepted("SO-1")], WaitUntil = Noon.AddHours(1) });

        (await ClaimAsync(now: Noon.AddMinutes(59))).MustBeEmpty();
        (await CountAsync(WorkState.Waiting)).MustBe(1);
        (await ClaimAsync(now: Noon.AddHours(1))).MustBeEmpty();

        (await ListAsync(WorkState.Parked)).MustBeOne().Error.MustNotBeNull().Message.MustContain("'submit-order' at 'erp' for 'order/SO-1'");
    }

    [Fact]
    public async Task A_failed_fact_parks_what_waits_naming_the_fact()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        var submit = await SubmitOrderAsync("SO-1");

        await CommitAsync(Commit(submit, WorkState.Rejected) with { Failed = [OrderAccepted("SO-1")] });
        await AcceptAsync(Entry(Envelope("SO-1", 9), Submit("SO-1", connection: "shop", after: [OrderAccepted("SO-1")], version: 9)));

        var parked = await ListAsync(WorkState.Parked);
        parked.Count.MustBe(2);
        foreach (var item in parked)
        {
            item.Error.MustNotBeNull().Message.MustContain("'submit-order' at 'erp' for 'order/SO-1'");
        }
    }

    [Fact]
    public async Task A_failed_fact_that_comes_true_after_all_frees_what_it_had_parked()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.DeadLettered) with { Failed = [OrderAccepted("SO-1")] });
        (await CountAsync(WorkState.Parked)).MustBe(1);

        (await Store.ReplayAsync(Tenant, submit.Id, "ann", "ERP repaired", Noon, Stop)).MustBeTrue();
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        (await ClaimOneAsync()).Key.Connection.MustBe("warehouse");
        (await CountAsync(WorkState.Parked)).MustBe(0);
    }

    [Fact]
    public async Task An_established_fact_does_not_fail_any_more()
    {
        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Claimed) with { Established = [OrderAccepted("SO-1")] });
        await CommitAsync(Commit(submit, WorkState.Rejected) with { Failed = [OrderAccepted("SO-1")] });

        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));

        (await ClaimOneAsync()).Key.Connection.MustBe("warehouse");
    }

    [Fact]
    public async Task Waiting_too_long_parks_the_work_naming_what_is_missing()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1"), OrderAccepted("SO-1") with { Name = "credit-checked" }));
        await AcceptAsync(Entry(Envelope("SO-1", 2), Submit("SO-1", connection: "warehouse", operation: "note", version: 2, dueAt: Noon.AddHours(2))));

        (await ClaimAsync(now: Noon.AddMinutes(59))).MustBeEmpty();
        (await CountAsync(WorkState.Waiting)).MustBe(1);
        (await ClaimAsync(now: Noon.AddHours(1))).MustBeEmpty();

        var error = (await ListAsync(WorkState.Parked)).MustBeOne().Error.MustNotBeNull();
        error.Kind.MustBe(ErrorKind.NotFound);
        error.Message.MustContain("'credit-checked' at 'erp' for 'order/SO-1', 'submit-order' at 'erp' for 'order/SO-1'");
        (await ClaimAsync(now: Noon.AddHours(3))).MustBeEmpty("a parked item blocks its lane");
    }

    [Fact]
    public async Task A_replay_of_work_that_waited_too_long_runs_it_without()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await ClaimAsync(now: Noon.AddHours(1));
        var parked = (await ListAsync(WorkState.Parked)).MustBeOne();

        await Store.ReplayAsync(Tenant, parked.Id, "ann", "booked by hand", Noon.AddHours(2), Stop);
        var work = await ClaimOneAsync(Noon.AddHours(2));

        // The fact comes late: the work is not made ready a second time.
        await AcceptAsync(Order("SO-1"));
        var submit = (await ClaimAsync(now: Noon.AddHours(2))).MustBeOne();
        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });
        (await CommitAsync(Commit(work, WorkState.Confirmed))).MustBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_later_revision_that_needs_less_does_not_overtake_one_that_waits()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Revision(2, "B"));

        (await ClaimAsync()).MustBeEmpty("revision 1 still waits");
        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted("SO-1")] });

        var first = await ClaimOneAsync();
        first.Key.Revision.MustBe(1);
        await FinishAsync(first);
        (await ClaimOneAsync()).Key.Revision.MustBe(2);
    }

    [Fact]
    public async Task A_later_revision_waits_no_longer_than_the_one_in_front_of_it()
    {
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Revision(2, "B"));

        await ClaimAsync(now: Noon.AddHours(1));

        var parked = await ListAsync(WorkState.Parked);
        parked.Select(item => item.Key.Revision).MustBe([1, 2]);
        await Store.ReplayAsync(Tenant, parked[1].Id, "ann", "booked by hand", Noon.AddHours(2), Stop);
        (await ClaimAsync(now: Noon.AddHours(2))).MustBeEmpty("revision 1 is parked in front of it");
        await Store.ReplayAsync(Tenant, parked[0].Id, "ann", "booked by hand", Noon.AddHours(2), Stop);
        (await ClaimOneAsync(Noon.AddHours(2))).Key.Revision.MustBe(1);
    }

    [Fact]
    public async Task A_replay_does_not_overtake_an_earlier_revision_that_waits()
    {
        // A clock that was set back in between: the later revision waits less long.
        await AcceptAsync(Fulfilment("SO-1", OrderAccepted("SO-1")));
        await AcceptAsync(Revision(2, "B", Noon.AddMinutes(10), OrderAccepted("SO-1")));
        await ClaimAsync(now: Noon.AddMinutes(10));
        var parked = (await ListAsync(WorkState.Parked)).MustBeOne();
        parked.Key.Revision.MustBe(2);

        await Store.ReplayAsync(Tenant, parked.Id, "ann", "booked by hand", Noon.AddMinutes(11), Stop);

        (await ClaimAsync(now: Noon.AddMinutes(11))).MustBeEmpty("revision 1 stands in front of it");
        var front = (await ListAsync(WorkState.Parked)).MustBeOne();
        front.Key.Revision.MustBe(1);
        front.Error.MustNotBeNull().Message.MustContain("It waits for 'submit-order' at 'erp' for 'order/SO-1', and its revision 2 was replayed");

        var submit = await SubmitOrderAsync("SO-1");
        await CommitAsync(Commit(submit, WorkState.Confirmed, Noon.AddMinutes(12)) with { Established = [OrderAccepted("SO-1")] });
        var first = await ClaimOneAsync(Noon.AddMinutes(12));
        first.Key.Revision.MustBe(1);
        await FinishAsync(first);
        (await ClaimOneAsync(Noon.AddMinutes(12))).Key.Revision.MustBe(2);
    }
}
