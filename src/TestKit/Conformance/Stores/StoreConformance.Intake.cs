using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>The inbox: dedupe, revisions, documents, checkpoints.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task An_accepted_input_becomes_work_with_everything_it_carries()
    {
        (await AcceptAsync(Order("SO-1"))).MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));

        var work = await ClaimOneAsync();
        work.Envelope.MustBe(Envelope("SO-1"));
        work.Document.ToArray().MustBe(Json("SO-1@1"));
        work.Key.MustBe(new IdempotencyKey(Tenant, "erp", "submit-order", "SO-1", 1));
        (work.Flow, work.Step, work.State, work.Attempts).MustBe(("order-to-cash", "submit-order@erp", WorkState.Claimed, 0));
        (work.DueAt, work.LeaseUntil).MustBe((Noon, Noon + Lease));
        work.Effect.MustBeNull();
    }

    [Fact]
    public async Task The_same_event_is_taken_once_even_within_a_batch()
    {
        var outcomes = await Store.AcceptAsync(Batch(Order("SO-1"), Order("SO-1"), Order("SO-2")), Stop);

        outcomes.Select(o => o.Disposition).MustBe([AcceptDisposition.Accepted, AcceptDisposition.Duplicate, AcceptDisposition.Accepted]);
        (await AcceptAsync(Order("SO-2", "changed"))).MustBe(new AcceptOutcome(AcceptDisposition.Duplicate, 0));
        (await ClaimAsync()).Count.MustBe(2);
        (await Store.ReadTotalsAsync(Stop)).Duplicates.MustBe(2);
    }

    [Fact]
    public async Task The_same_event_fifty_times_at_once_is_taken_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => AcceptAsync(Order("SO-1")))));

        outcomes.Count(o => o.Disposition == AcceptDisposition.Accepted).MustBe(1);
        outcomes.Count(o => o.Disposition == AcceptDisposition.Duplicate).MustBe(49);
        (await ClaimAsync()).Count.MustBe(1);
    }

    [Fact]
    public async Task The_same_event_id_of_another_tenant_or_source_is_another_event()
    {
        await AcceptAsync(Entry(Envelope("SO-1")));

        (await AcceptAsync(Entry(Envelope("SO-1", tenant: "other")))).Disposition.MustBe(AcceptDisposition.Accepted);
        (await AcceptAsync(Entry(Envelope("SO-1", source: "shop-2")))).Disposition.MustBe(AcceptDisposition.Accepted);
        (await AcceptAsync(Entry(Envelope("SO-1")))).Disposition.MustBe(AcceptDisposition.Duplicate);
    }

    [Fact]
    public async Task Keys_that_differ_by_one_character_of_any_kind_are_different_keys()
    {
        string[] keys = ["SO-1", "so-1", "SO-1 ", "SO-é", "SO-e\u0301", "SO\0-1", "SO\0-2", "", "日本"];

        foreach (var key in keys)
        {
            (await AcceptAsync(Order(key))).Disposition.MustBe(AcceptDisposition.Accepted, key);
        }

        (await ClaimAsync(100)).Select(work => work.Key.DocumentKey).MustBe(keys);
    }

    [Fact]
    public async Task New_content_gets_the_next_revision_and_the_same_content_no_work()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        (await AcceptAsync(Order("SO-1", "B", 2))).MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));
        (await AcceptAsync(Order("SO-1", "B", 3))).MustBe(new AcceptOutcome(AcceptDisposition.Unchanged, 0));

        var first = await ClaimOneAsync();
        await FinishAsync(first);
        var second = await ClaimOneAsync();
        (first.Key.Revision, second.Key.Revision).MustBe((1, 2));
        (await ClaimAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task An_older_version_is_stale_whatever_it_contains()
    {
        await AcceptAsync(Order("SO-1", "B", 5));

        (await AcceptAsync(Order("SO-1", "A", 4))).MustBe(new AcceptOutcome(AcceptDisposition.Stale, 0));
        (await AcceptAsync(Order("SO-1", "B", 3))).Disposition.MustBe(AcceptDisposition.Stale);
    }

    [Fact]
    public async Task A_newer_version_without_news_still_makes_older_ones_stale()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "A", 9));

        (await AcceptAsync(Order("SO-1", "B", 5))).Disposition.MustBe(AcceptDisposition.Stale);
    }

    [Fact]
    public async Task Without_a_version_arrival_decides()
    {
        await AcceptAsync(Entry(Envelope("SO-1", null, id: "first"), Submit("SO-1", "A", version: null)));

        (await AcceptAsync(Entry(Envelope("SO-1", null, id: "second"), Submit("SO-1", "B", version: null)))).Disposition.MustBe(AcceptDisposition.Accepted);
        (await AcceptAsync(Entry(Envelope("SO-1", null, id: "third"), Submit("SO-1", "B", version: null)))).Disposition.MustBe(AcceptDisposition.Unchanged);
    }

    [Fact]
    public async Task Without_a_version_a_return_to_an_earlier_content_is_news()
    {
        InboxEntry Unversioned(string content) => Entry(Envelope("SO-1", null, id: content) with { Fingerprint = content }, Submit("SO-1", content, version: null));
        var dispositions = new List<AcceptDisposition>();
        foreach (var content in new[] { "A", "A", "B", "A", "A", "B", "B", "A" })
        {
            dispositions.Add((await AcceptAsync(Unversioned(content))).Disposition);
        }

        const AcceptDisposition News = AcceptDisposition.Accepted;
        const AcceptDisposition Again = AcceptDisposition.Duplicate;
        dispositions.MustBe([News, Again, News, News, Again, News, Again, News]);
        for (var revision = 1; revision <= 5; revision++)
        {
            var work = await ClaimOneAsync();
            work.Key.Revision.MustBe(revision);
            work.Envelope.Fingerprint.MustBe(revision % 2 == 1 ? "A" : "B");
            await FinishAsync(work);
        }

        (await Store.FindDocumentsAsync(Tenant, "order", "order/SO-1", Stop)).MustBeOne().Envelope.Id.MustBe("A");
        (await Store.ReadTotalsAsync(Stop)).Duplicates.MustBe(3);
    }

    [Fact]
    public async Task Without_a_version_what_is_older_by_its_own_time_is_no_return()
    {
        InboxEntry Unversioned(string content, int minute) =>
            Entry(Envelope("SO-1", null, id: content) with { OccurredAt = Noon.AddMinutes(minute) }, Submit("SO-1", content, version: null));
        await AcceptAsync(Unversioned("A", 1));
        await AcceptAsync(Unversioned("B", 2));

        (await AcceptAsync(Unversioned("A", 1))).Disposition.MustBe(AcceptDisposition.Duplicate);
        (await AcceptAsync(Unversioned("A", 3))).Disposition.MustBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task Without_a_version_a_refused_content_that_comes_back_blocks_again_and_is_repaired_again()
    {
        InboxEntry Good() => Entry(Envelope("SO-1", null, id: "good"), Submit("SO-1", "A", version: null));
        InboxEntry Bad() => Refused("SO-1") with { Envelope = Envelope("SO-1", null, id: "bad") };
        (await AcceptAsync(Bad())).Disposition.MustBe(AcceptDisposition.Refused);
        (await AcceptAsync(Bad())).Disposition.MustBe(AcceptDisposition.Duplicate);
        (await AcceptAsync(Good())).Disposition.MustBe(AcceptDisposition.Accepted);
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
        (await AcceptAsync(Bad())).Disposition.MustBe(AcceptDisposition.Refused);
        (await AcceptAsync(Good())).Disposition.MustBe(AcceptDisposition.Unchanged, "the source is back at what is in force");
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
    }

    [Fact]
    public async Task With_a_version_an_event_that_comes_again_late_is_the_same_event()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        (await AcceptAsync(Order("SO-1", "A", 1))).Disposition.MustBe(AcceptDisposition.Duplicate);
    }

    [Fact]
    public async Task Each_step_of_an_input_is_compared_with_its_own_stream()
    {
        await AcceptAsync(Entry(Envelope("SO-1", 1), Submit("SO-1", "A"), Submit("SO-1", "X", "shop", "acknowledge-order")));

        var outcome = await AcceptAsync(Entry(
            Envelope("SO-1", 2), Submit("SO-1", "B", version: 2), Submit("SO-1", "X", "shop", "acknowledge-order", 2)));

        outcome.MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));
    }

    [Fact]
    public async Task An_input_no_flow_listens_to_is_recorded()
    {
        (await AcceptAsync(Entry(Envelope("SO-1")))).MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 0));

        (await Store.FindDocumentsAsync(Tenant, "order", "order/SO-1", Stop)).MustBeOne().Envelope.MustBe(Envelope("SO-1"));
    }

    [Fact]
    public async Task Documents_are_found_in_their_newest_version_per_source()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "C", 3));
        await AcceptAsync(Order("SO-1", "B", 2));
        await AcceptAsync(Entry(Envelope("PKG-1", 1, "shipment", "warehouse", "order/SO-1")));
        await AcceptAsync(Entry(Envelope("SO-1", 7, source: "amazon")));

        var orders = await Store.FindDocumentsAsync(Tenant, "order", "order/SO-1", Stop);

        orders.Select(d => (d.Envelope.Source, d.Envelope.SourceVersion)).MustBe([("amazon", 7L), ("shop", 3L)]);
        orders[1].Document.ToArray().MustBe(Json("SO-1@3"));
        (await Store.FindDocumentsAsync("other", "order", "order/SO-1", Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task A_stale_stock_count_does_not_become_the_newest_document()
    {
        await AcceptAsync(Stock("SKU-1", "5 pieces", asOf: 20));
        var late = Stock("SKU-1", "9 pieces", asOf: 10);

        // Stock has no source version; its time decides.
        (await AcceptAsync(late with { Envelope = late.Envelope with { SourceVersion = null } })).Disposition.MustBe(AcceptDisposition.Stale);

        (await Store.FindDocumentsAsync(Tenant, "inventory", "item/SKU-1", Stop)).MustBeOne().Envelope.SourceVersion.MustBe(20);
    }

    [Fact]
    public async Task A_checkpoint_moves_with_its_batch_and_starts_at_the_start()
    {
        var key = new CheckpointKey(Tenant, "shop", "order");
        (await Store.ReadCheckpointAsync(key, Stop)).MustBe(Checkpoint.Start);

        await Store.AcceptAsync(new AcceptBatch([Order("SO-1")], new CheckpointMove(key, new Checkpoint("page-1"))), Stop);
        await Store.AcceptAsync(new AcceptBatch([], new CheckpointMove(key, new Checkpoint("page-2"))), Stop);

        (await Store.ReadCheckpointAsync(key, Stop)).MustBe(new Checkpoint("page-2"));
        (await Store.ReadCheckpointAsync(key with { DocumentType = "item" }, Stop)).MustBe(Checkpoint.Start);
    }

    [Fact]
    public async Task A_batch_is_taken_whole_or_not_at_all()
    {
        var key = new CheckpointKey(Tenant, "shop", "order");
        var unstorable = Order("SO-\ud800"); // no UTF-8 form
        var batch = new AcceptBatch([Order("SO-1"), unstorable], new CheckpointMove(key, new Checkpoint("page-1")));

        // Together with good ones, which must not suffer.
        var others = Enumerable.Range(2, 20).Select(n => AcceptAsync(Order($"SO-{n}"))).ToArray();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.AcceptAsync(batch, Stop));
        await Task.WhenAll(others);

        (await AcceptAsync(Order("SO-1"))).Disposition.MustBe(AcceptDisposition.Accepted);
        (await Store.ReadCheckpointAsync(key, Stop)).MustBe(Checkpoint.Start);
        (await Store.ReadTotalsAsync(Stop)).Accepted.MustBe(21);
    }

    [Fact]
    public async Task Totals_tell_what_became_of_the_inputs()
    {
        await AcceptAsync(Order("SO-1", "A", 2));
        await AcceptAsync(Order("SO-1", "A", 2));
        await AcceptAsync(Order("SO-1", "A", 3));
        await AcceptAsync(Order("SO-1", "Z", 1));
        await AcceptAsync(Refused("SO-9"));

        (await Store.ReadTotalsAsync(Stop)).MustBe(new StoreTotals(1, 1, 1, 1, 1, 0, 0, 0, 0));
    }

    [Fact]
    public async Task A_cancelled_call_has_no_effect()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AcceptAsync(Batch(Order("SO-1")), source.Token));

        (await AcceptAsync(Order("SO-1"))).Disposition.MustBe(AcceptDisposition.Accepted);
    }
}
