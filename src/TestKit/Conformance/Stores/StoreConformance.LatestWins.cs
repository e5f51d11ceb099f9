using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Absolute state: only the newest matters.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Newer_stock_replaces_what_is_pending_and_keeps_its_time()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1, dueAt: Noon.AddSeconds(5)));
        (await AcceptAsync(Stock("SKU-1", "6", asOf: 2, dueAt: Noon.AddSeconds(8)))).MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));
        (await AcceptAsync(Stock("SKU-1", "7", asOf: 3, dueAt: Noon.AddSeconds(9)))).Disposition.MustBe(AcceptDisposition.Accepted);

        (await ClaimAsync(now: Noon.AddSeconds(4))).MustBeEmpty();
        var work = (await ClaimAsync(now: Noon.AddSeconds(5))).MustBeOne();

        work.Envelope.SourceVersion.MustBe(3);
        work.Document.ToArray().MustBe(Json("SKU-1@3"));
        work.Key.Revision.MustBe(3);
        (await CountAsync(WorkState.Superseded)).MustBe(2);
    }

    [Theory]
    [InlineData(1, "4")]
    [InlineData(2, "5")]
    public async Task Older_stock_and_stock_seen_before_are_dropped(long asOf, string content)
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 2));
        var entry = Stock("SKU-1", content, asOf);

        (await AcceptAsync(entry with { Envelope = entry.Envelope with { Id = "another event" } })).Disposition.MustBe(AcceptDisposition.Stale);
    }

    [Fact]
    public async Task Newer_stock_with_the_same_number_makes_no_work_but_counts_as_seen()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));

        (await AcceptAsync(Stock("SKU-1", "5", asOf: 9))).Disposition.MustBe(AcceptDisposition.Unchanged);
        (await AcceptAsync(Stock("SKU-1", "3", asOf: 8))).Disposition.MustBe(AcceptDisposition.Stale);
    }

    [Fact]
    public async Task Stock_being_sent_is_not_replaced_and_the_next_waits_for_it()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));
        var sending = await ClaimOneAsync();
        await AcceptAsync(Stock("SKU-1", "6", asOf: 2));
        await AcceptAsync(Stock("SKU-1", "7", asOf: 3));
        (await ClaimAsync()).MustBeEmpty();

        await FinishAsync(sending);

        (await ClaimOneAsync()).Envelope.SourceVersion.MustBe(3);
        sending.Envelope.SourceVersion.MustBe(1);
    }

    [Theory]
    [InlineData(EffectState.InDoubt)]
    [InlineData(EffectState.Sending)]
    public async Task Stock_that_may_have_been_sent_is_cleared_up_first(EffectState state)
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));
        var first = await ClaimOneAsync();
        await CommitAsync(Commit(first, WorkState.Ready) with { Effect = Effect(first, state, sends: 1) });

        await AcceptAsync(Stock("SKU-1", "6", asOf: 2));

        var again = (await ClaimAsync()).MustBeOne();
        (again.Id, again.Envelope.SourceVersion).MustBe((first.Id, 1));
        await CommitAsync(Commit(again, WorkState.Confirmed) with { Effect = Effect(again, EffectState.Confirmed, sends: 1) });
        (await ClaimOneAsync()).Envelope.SourceVersion.MustBe(2);
    }

    [Fact]
    public async Task Stock_held_for_a_window_is_replaced_and_stays_held()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Held) with { DueAt = Noon.AddHours(6) });

        await AcceptAsync(Stock("SKU-1", "6", asOf: 2));

        (await CountAsync(WorkState.Held)).MustBe(1);
        (await ClaimAsync(now: Noon.AddHours(5))).MustBeEmpty();
        (await ClaimAsync(now: Noon.AddHours(6))).MustBeOne().Envelope.SourceVersion.MustBe(2);
    }

    [Fact]
    public async Task Stock_that_waits_for_a_fact_is_replaced_with_its_prerequisites()
    {
        var listed = new FactKey(Tenant, "publish-item", "shop", "item/SKU-1");
        var first = Stock("SKU-1", "5", asOf: 1);
        await AcceptAsync(first with { Work = [first.Work[0] with { After = [listed] }] });
        (await CountAsync(WorkState.Waiting)).MustBe(1);

        await AcceptAsync(Stock("SKU-1", "6", asOf: 2));

        (await CountAsync(WorkState.Waiting)).MustBe(0);
        (await ClaimAsync()).MustBeOne().Envelope.SourceVersion.MustBe(2);
    }

    [Fact]
    public async Task Stock_waits_for_its_own_prerequisites_and_not_for_those_of_what_it_replaced()
    {
        var listed = new FactKey(Tenant, "publish-item", "shop", "item/SKU-1");
        var (first, newer) = (Stock("SKU-1", "5", asOf: 1), Stock("SKU-1", "6", asOf: 2));
        await AcceptAsync(first with { Work = [first.Work[0] with { After = [listed] }] });
        await AcceptAsync(newer with { Work = [newer.Work[0] with { After = [OrderAccepted("SO-2")] }] });

        await CommitAsync(Commit(await SubmitOrderAsync("SO-1"), WorkState.Confirmed) with { Established = [listed] });
        (await ClaimAsync()).MustBeEmpty();

        await CommitAsync(Commit(await SubmitOrderAsync("SO-2"), WorkState.Confirmed) with { Established = [OrderAccepted("SO-2")] });
        (await ClaimAsync()).MustBeOne().Envelope.SourceVersion.MustBe(2);
    }

    [Fact]
    public async Task Streams_of_one_key_do_not_wait_for_each_other()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));
        var entry = Stock("SKU-1", "5", asOf: 1);
        await AcceptAsync(entry with
        {
            Envelope = entry.Envelope with { Id = "berlin" },
            Work = [entry.Work[0] with { DocumentKey = "SKU-1@Berlin" }, entry.Work[0] with { Connection = "amazon" }],
        });

        (await ClaimAsync()).Count.MustBe(3);
    }

    [Fact]
    public async Task Newer_stock_takes_the_place_of_a_dead_letter()
    {
        await AcceptAsync(Stock("SKU-1", "5", asOf: 1));
        await FinishAsync(await ClaimOneAsync(), WorkState.DeadLettered);
        (await AcceptAsync(Stock("SKU-1", "5", asOf: 2))).Disposition.MustBe(AcceptDisposition.Unchanged);
        (await ClaimAsync()).MustBeEmpty();

        await AcceptAsync(Stock("SKU-1", "6", asOf: 3));

        (await ClaimAsync()).MustBeOne().Envelope.SourceVersion.MustBe(3);
        (await ListAsync(WorkState.DeadLettered)).MustBeEmpty();
        (await CountAsync(WorkState.Superseded)).MustBe(1);
    }
}
