using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Edited copies: they take the original's place, and nothing of the original may have happened.</content>
public abstract partial class StoreConformance
{
    private static EditedCopy Copy(long workId, Envelope original, string text, params PlannedWork[] work) => new()
    {
        WorkId = workId,
        Entry = new InboxEntry
        {
            Envelope = original with { Id = $"{original.Id}/{text}", CausationId = original.Id, Fingerprint = Hash(Json(text)) },
            Document = Json(text),
            Work = work,
        },
        Actor = "ann",
        Reason = "wrong item number",
        Now = Noon.AddHours(1),
    };

    [Theory]
    [InlineData(null)]
    [InlineData(EffectState.Rejected)]
    [InlineData(EffectState.Intent)]
    public async Task An_edited_copy_takes_the_original_s_place_in_its_lane(EffectState? effect)
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon, effect: effect);
        await AcceptAsync(Entry(Envelope("SH-1", sequenceKey: "order/SO-1"), Submit("SH-1", operation: "report-shipment")));

        (await Replays.EditAsync(Copy(work.Id, order.Envelope, "edited", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.Done);

        var copy = (await ClaimAsync(now: Noon.AddHours(1))).MustBeOne("what stood behind the original stands behind the copy");
        (copy.Key, copy.Attempts, copy.Error, copy.Effect).MustBe((work.Key with { Revision = 2 }, 0, null, null));
        (copy.Envelope.CausationId, copy.Envelope.SourceVersion).MustBe((order.Envelope.Id, 1L));
        copy.Document.ToArray().MustBe(Json("edited"));
        var edit = (await Replays.ListEditsAsync(Tenant, work.Id, Stop)).MustBeOne();
        edit.Before.ToArray().MustBe(order.Document.ToArray());
        edit.After.ToArray().MustBe(Json("edited"));
        (edit.Original.Id, edit.Copy.CausationId, edit.Actor, edit.Reason, edit.At).MustBe((order.Envelope.Id, order.Envelope.Id, "ann", "wrong item number", Noon.AddHours(1)));
        var link = (await AuditAsync()).MustBeOne();
        (link.Actor, link.Action, link.Subject).MustBe(("ann", "work.edited", work.Key.ToString()));
        link.Detail.MustContain(copy.Envelope.Id);
        (await CountAsync(WorkState.Superseded)).MustBe(1);
        (await GroupsAsync()).MustBeEmpty();
        (await SamplesAsync(ExceptionKpis.ResolutionDuration)).MustBeOne().Max.MustBe(3600d);
    }

    [Theory]
    [InlineData(EffectState.Sending)]
    [InlineData(EffectState.InDoubt)]
    [InlineData(EffectState.Parked)]
    [InlineData(EffectState.Confirmed)]
    public async Task No_copy_takes_the_place_of_what_may_have_happened(EffectState effect)
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon, WorkState.Parked, effect);

        (await Replays.EditAsync(Copy(work.Id, order.Envelope, "edited", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.OutcomeUnknown);

        (await ListAsync(WorkState.Parked)).MustBeOne().Key.Revision.MustBe(1);
        (await Replays.ListEditsAsync(Tenant, work.Id, Stop)).MustBeEmpty();
        (await AuditAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task A_double_click_edits_once_and_an_edit_of_an_edit_is_the_next_revision()
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon);
        var copy = Copy(work.Id, order.Envelope, "edited", Submit("SO-1", "B"));

        var clicks = await Task.WhenAll(Replays.EditAsync(copy, Stop), Replays.EditAsync(copy, Stop));
        clicks.Order().MustBe([EditOutcome.Done, EditOutcome.NotAnException]);

        await CommitAsync(Commit(await ClaimOneAsync(Noon.AddHours(1)), WorkState.DeadLettered) with { Error = ErrorAt("/b") });
        var back = Copy(work.Id, copy.Entry.Envelope, "as it was", Submit("SO-1", "A"));
        (await Replays.EditAsync(back, Stop)).MustBe(EditOutcome.Done);
        (await ClaimOneAsync(Noon.AddHours(1))).Key.Revision.MustBe(3);
        (await Replays.ListEditsAsync(Tenant, work.Id, Stop)).Count.MustBe(2);
    }

    [Fact]
    public async Task A_copy_is_refused_when_a_newer_version_waits_or_it_is_about_something_else()
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon);
        (await Replays.EditAsync(Copy(work.Id, order.Envelope with { Tenant = "other" }, "x", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.NotAnException);
        (await Replays.EditAsync(Copy(4711, order.Envelope, "x", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.NotAnException);
        (await Replays.EditAsync(Copy(work.Id, order.Envelope, "x", Submit("SO-2", "B")), Stop)).MustBe(EditOutcome.OtherDocument);
        (await Replays.EditAsync(Copy(work.Id, order.Envelope, "x"), Stop)).MustBe(EditOutcome.OtherDocument);
        (await Replays.EditAsync(Copy(work.Id, Envelope("SO-1", id: "of another"), "x", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.OtherDocument);

        await AcceptAsync(Order("SO-1", "C", 2));
        (await Replays.EditAsync(Copy(work.Id, order.Envelope, "x", Submit("SO-1", "B")), Stop)).MustBe(EditOutcome.Outdated);

        (await ListAsync(WorkState.DeadLettered)).MustBeOne().Key.Revision.MustBe(1);
        (await Replays.ListEditsAsync(Tenant, work.Id, Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task A_corrected_copy_of_refused_input_runs_all_its_steps_and_frees_the_key()
    {
        var refused = Refused("SO-1");
        await AcceptAsync(refused);
        await AcceptAsync(Entry(Envelope("SH-1", sequenceKey: "order/SO-1"), Submit("SH-1", connection: "shop", operation: "report-shipment")));
        var item = (await ListAsync(WorkState.Rejected)).MustBeOne();
        (await ClaimAsync()).MustBeEmpty();

        var copy = Copy(item.Id, refused.Envelope, "corrected", Submit("SO-1"), Submit("SO-1", connection: "warehouse", operation: "request-fulfilment"));
        (await Replays.EditAsync(copy, Stop)).MustBe(EditOutcome.Done);
        (await Replays.EditAsync(copy, Stop)).MustBe(EditOutcome.NotAnException);

        (await ClaimAsync()).Select(work => work.Key.Connection).Order().MustBe(["erp", "shop", "warehouse"]);
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
        var edit = (await Replays.ListEditsAsync(Tenant, item.Id, Stop)).MustBeOne();
        edit.Before.ToArray().MustBe(refused.Raw.ToArray());
        (await SamplesAsync(ExceptionKpis.ResolutionDuration)).MustBeOne().Count.MustBe(1);
    }

    [Fact]
    public async Task A_copy_of_what_stood_under_no_key_is_accepted_under_its_own()
    {
        var refused = Refused("unread-1");
        await AcceptAsync(refused);
        var item = (await ListAsync(WorkState.Rejected)).MustBeOne();
        var copy = Copy(item.Id, refused.Envelope, "corrected", Submit("SO-1"));
        copy = copy with { Entry = copy.Entry with { Envelope = copy.Entry.Envelope with { DocumentKey = "SO-1", SequenceKey = "order/SO-1" } } };

        (await Replays.EditAsync(copy, Stop)).MustBe(EditOutcome.Done);

        (await ClaimOneAsync()).Key.DocumentKey.MustBe("SO-1");
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
    }

    [Fact]
    public async Task A_broken_copy_or_refused_business_answer_is_not_edited()
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon, WorkState.Rejected);
        var copy = Copy(work.Id, order.Envelope, "x", Submit("SO-1", "B"));

        (await Replays.EditAsync(copy, Stop)).MustBe(EditOutcome.NotAnException);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Replays.EditAsync(
            copy with { Entry = copy.Entry with { Problems = [new DocumentProblem("/a", "required", "missing")], Work = [] } }, Stop));
    }
}
