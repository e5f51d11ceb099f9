using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Exceptions: grouped by why they fail, found by what a person knows of them, measured until they are resolved.</content>
public abstract partial class StoreConformance
{
    private static readonly WorkState[] s_anyException = [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered];

    private static ConnectorError ErrorAt(string? pointer, string? code = null, ErrorKind kind = ErrorKind.Validation) =>
        new() { Kind = kind, Message = $"No such item for {code}.", RemoteCode = code, Pointer = pointer };

    /// <summary>The store under test. Skips the test when it keeps no exceptions by why they fail, and no replay plans.</summary>
    protected IReplayStore Replays
    {
        get
        {
            Assert.SkipUnless(Store is IReplayStore, "This store is no IReplayStore.");
            return (IReplayStore)Store;
        }
    }

    private async Task<ClaimedWork> FailAsync(InboxEntry entry, ConnectorError error, DateTimeOffset at, WorkState state = WorkState.DeadLettered, EffectState? effect = null)
    {
        await AcceptAsync(entry);
        var work = (await ClaimAsync(now: at)).Single(claimed => claimed.Envelope.Id == entry.Envelope.Id);
        await CommitAsync(Commit(work, state, at) with { Error = error, Effect = effect is { } its ? Effect(work, its, sends: 1) : null });
        return work;
    }

    private Task<IReadOnlyList<ExceptionGroup>> GroupsAsync(params WorkState[] states) =>
        Replays.ListExceptionGroupsAsync(new ExceptionGroupFilter(Tenant, states.Length == 0 ? s_anyException : states), Stop);

    private async Task<IEnumerable<long>> IdsAsync(ExceptionFilter filter) => (await Replays.ListExceptionsAsync(filter, Stop)).Select(item => item.Id);

    private async Task<IReadOnlyList<KpiSummary>> SamplesAsync(string instrument) =>
        [.. (await Store.SummariseKpisAsync(Noon.AddDays(-1), Noon.AddDays(30), Stop)).Where(summary => summary.Instrument == instrument)];

    [Fact]
    public async Task Exceptions_group_by_why_they_fail_whatever_the_line()
    {
        var first = await FailAsync(Order("SO-1"), ErrorAt("/lines/0/item", "E1"), Noon.AddMinutes(1));
        await FailAsync(Order("SO-2"), ErrorAt("/lines/12/item", "E1"), Noon.AddMinutes(3));
        await FailAsync(Order("SO-3"), ErrorAt("/lines/12/quantity", "E1"), Noon.AddMinutes(2));
        await FailAsync(Order("SO-4"), ErrorAt("/lines/0/item", "E1"), Noon.AddMinutes(4), WorkState.Parked);
        await AcceptAsync(Refused("SO-5"));

        var groups = await GroupsAsync();

        groups.Count.MustBe(4);
        groups[0].MustBe(new ExceptionGroup(
            ErrorFingerprint.Of("erp", "submit-order", ErrorKind.Validation, "E1", "/lines/*/item"),
            WorkState.DeadLettered,
            "erp",
            "submit-order",
            ErrorKind.Validation,
            "E1",
            "/lines/*/item",
            2,
            Noon.AddMinutes(1),
            Noon.AddMinutes(3),
            first.Id));
        var refused = groups.Single(group => group.State == WorkState.Rejected);
        (refused.Connection, refused.Operation, refused.Kind, refused.RemoteCode, refused.Pointer)
            .MustBe(("shop", "intake", ErrorKind.Validation, "minimum", "/lines/*/quantity"));
        (await GroupsAsync(WorkState.Parked)).MustBeOne().Count.MustBe(1);
        (await Replays.ListExceptionGroupsAsync(new ExceptionGroupFilter("other", s_anyException), Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task A_group_shrinks_as_its_items_are_dealt_with_and_goes_with_the_last()
    {
        var one = await FailAsync(Order("SO-1"), ErrorAt("/a"), Noon);
        var two = await FailAsync(Order("SO-2"), ErrorAt("/a"), Noon.AddMinutes(5));

        await Replays.ReplayAsync(Tenant, one.Id, "ann", "again", Noon.AddHours(1), Stop);
        var left = (await GroupsAsync()).MustBeOne();
        (left.Count, left.Oldest, left.SampleId).MustBe((1, Noon.AddMinutes(5), two.Id));

        await Store.DiscardAsync(Tenant, two.Id, "ann", "away", Noon.AddHours(1), Stop);
        (await GroupsAsync()).MustBeEmpty();
        await RestartAsync();
        (await GroupsAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task Exceptions_are_found_by_group_connection_operation_key_text_and_time()
    {
        var one = await FailAsync(Order("SO-1"), ErrorAt("/a", "Credit"), Noon.AddMinutes(1));
        var two = await FailAsync(
            Entry(Envelope("SH-2", sequenceKey: "order/SO-2"), Submit("SH-2", connection: "shop", operation: "report-shipment")),
            ErrorAt("/b", "Stock"),
            Noon.AddMinutes(2));
        var all = new ExceptionFilter(Tenant, s_anyException);

        (await IdsAsync(all)).MustBe([one.Id, two.Id]);
        (await IdsAsync(all with { Group = ErrorFingerprint.Of("erp", "submit-order", ErrorKind.Validation, "Credit", "/a") })).MustBe([one.Id]);
        (await IdsAsync(all with { Connection = "shop" })).MustBe([two.Id]);
        (await IdsAsync(all with { Operation = "submit-order" })).MustBe([one.Id]);
        foreach (var key in new[] { "SH-2", "SO-2", "order/SO-2" })
        {
            (await IdsAsync(all with { Key = key })).MustBe([two.Id], key);
        }

        (await IdsAsync(all with { Key = "invoice/SO-2" })).MustBeEmpty();
        (await IdsAsync(all with { Key = "SO" })).MustBeEmpty();
        (await IdsAsync(all with { Text = "for credit" })).MustBe([one.Id]);
        (await IdsAsync(all with { Text = "h-2" })).MustBe([two.Id]);
        (await IdsAsync(all with { Text = "SO-" })).MustBe([one.Id, two.Id]);
        (await IdsAsync(all with { Text = "Validation" })).MustBeEmpty("the text is looked for in the message only");
        (await IdsAsync(all with { Since = Noon.AddMinutes(2) })).MustBe([two.Id]);
        (await IdsAsync(all with { Before = Noon.AddMinutes(2) })).MustBe([one.Id]);
        (await IdsAsync(all with { Connection = "erp", Key = "SO-2" })).MustBeEmpty("all criteria must hold");
        (await IdsAsync(all with { Tenant = "other", Key = "SO-1" })).MustBeEmpty();
    }

    [Fact]
    public async Task An_exception_keeps_the_time_it_began_over_replays_that_fail()
    {
        var work = await FailAsync(Order("SO-1"), ErrorAt("/a"), Noon);
        await Replays.ReplayAsync(Tenant, work.Id, "ann", "again", Noon.AddHours(1), Stop);
        (await GroupsAsync()).MustBeEmpty();

        var again = await ClaimOneAsync(Noon.AddHours(1));
        (again.ExceptionSince, again.Replay).MustBe((Noon, ReplayMode.Resume));
        await CommitAsync(Commit(again, WorkState.DeadLettered, Noon.AddHours(2)) with { Error = ErrorAt("/b") });

        var group = (await GroupsAsync()).MustBeOne();
        (group.Pointer, group.Oldest).MustBe(("/b", Noon));
        (await Replays.FindWorkAsync(Tenant, work.Id, Stop)).MustNotBeNull().Replay.MustBe(null);
        (await SamplesAsync(ExceptionKpis.ResolutionDuration)).MustBeEmpty();
    }

    [Theory]
    [InlineData(WorkState.Confirmed)]
    [InlineData(WorkState.Discarded)]
    [InlineData(WorkState.Superseded)]
    [InlineData(WorkState.Rejected)]
    public async Task The_time_until_an_exception_is_resolved_is_a_kpi(WorkState end)
    {
        var replays = Replays;
        var resolved = Noon.AddHours(2);
        var work = await FailAsync(Order("SO-1"), ErrorAt("/a"), Noon);
        if (end == WorkState.Discarded)
        {
            await Store.DiscardAsync(Tenant, work.Id, "ann", "away", resolved, Stop);
        }
        else
        {
            await replays.ReplayAsync(Tenant, work.Id, "ann", "again", Noon.AddHours(1), Stop);
            await CommitAsync(Commit(await ClaimOneAsync(Noon.AddHours(1)), end, resolved));
        }

        var sample = (await SamplesAsync(ExceptionKpis.ResolutionDuration)).MustBeOne();
        (sample.Connection, sample.Count, sample.Max).MustBe(("erp", 1L, 7200d));
        (await replays.ReadOldestAsync(Tenant, Stop)).Exception.MustBe(null);
    }

    [Fact]
    public async Task Refused_input_is_an_exception_until_a_newer_version_comes()
    {
        await AcceptAsync(Refused("SO-1"));
        (await Replays.ReadOldestAsync(Tenant, Stop)).MustBe(new OldestWork(Noon, Noon));

        await AcceptAsync(Entry(Envelope("SO-1", 2) with { ObservedAt = Noon.AddMinutes(30) }, Submit("SO-1", version: 2)));

        (await SamplesAsync(ExceptionKpis.ResolutionDuration)).MustBeOne().Max.MustBe(1800d);
        (await GroupsAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task The_oldest_unfinished_work_is_known()
    {
        (await Replays.ReadOldestAsync(Tenant, Stop)).MustBe(new OldestWork(null, null));
        await AcceptAsync(Entry(Envelope("SO-1") with { ObservedAt = Noon.AddMinutes(-9) }, Submit("SO-1", after: [OrderAccepted("SO-9")])));
        await AcceptAsync(Entry(Envelope("SO-2") with { ObservedAt = Noon.AddMinutes(-8) }, Submit("SO-2")));
        (await Replays.ReadOldestAsync(Tenant, Stop)).MustBe(new OldestWork(Noon.AddMinutes(-9), null));

        var work = await ClaimOneAsync();
        await CommitAsync(Commit(work, WorkState.Confirmed) with { Established = [OrderAccepted("SO-9")] });
        (await Replays.ReadOldestAsync(Tenant, Stop)).Unfinished.MustBe(Noon.AddMinutes(-9));

        await FinishAsync(await ClaimOneAsync());
        (await Replays.ReadOldestAsync(Tenant, Stop)).Unfinished.MustBe(null);
        (await Replays.ReadOldestAsync("other", Stop)).Unfinished.MustBe(null);
    }

    [Fact]
    public async Task A_person_may_state_that_a_parked_effect_did_not_happen_and_it_is_sent_again()
    {
        var work = await FailAsync(Order("SO-1"), ErrorAt(null), Noon, WorkState.Parked, EffectState.Parked);

        (await Replays.ReplayAsync(Tenant, work.Id, ReplayMode.SendAgain, "ann", "not in the ERP", Noon, Stop)).MustBeTrue();
        (await Replays.ReplayAsync(Tenant, work.Id, ReplayMode.SendAgain, "ann", "not in the ERP", Noon, Stop)).MustBeFalse();

        var again = await ClaimOneAsync();
        (again.Replay, again.Effect.MustNotBeNull().State).MustBe((ReplayMode.SendAgain, EffectState.Intent));
        (await AuditAsync()).MustBeOne().Action.MustBe("work.sent-again");
    }

    [Theory]
    [InlineData(WorkState.DeadLettered, EffectState.Rejected)]
    [InlineData(WorkState.Parked, EffectState.InDoubt)]
    [InlineData(WorkState.Parked, null)]
    public async Task A_statement_is_taken_for_a_parked_effect_only(WorkState state, EffectState? effect)
    {
        var work = await FailAsync(Order("SO-1"), ErrorAt(null), Noon, state, effect);

        (await Replays.ReplayAsync(Tenant, work.Id, ReplayMode.SendAgain, "ann", "no", Noon, Stop)).MustBeFalse();
        (await Replays.ConfirmAsync(Tenant, work.Id, new RemoteReference("4711"), "ann", "yes", Noon, Stop)).MustBeFalse();

        (await ListAsync(state)).MustBeOne().Id.MustBe(work.Id);
        (await AuditAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task A_person_may_state_that_a_parked_effect_happened_and_it_ends_as_confirmed()
    {
        var work = await FailAsync(Order("SO-1"), ErrorAt(null), Noon, WorkState.Parked, EffectState.Parked);

        (await Replays.ConfirmAsync("other", work.Id, new RemoteReference("4711"), "eve", "yes", Noon, Stop)).MustBeFalse();
        (await Replays.ConfirmAsync(Tenant, work.Id, new RemoteReference("4711", "SO-1"), "ann", "seen there", Noon, Stop)).MustBeTrue();
        (await Replays.ConfirmAsync(Tenant, work.Id, new RemoteReference("4712"), "bob", "seen there", Noon, Stop)).MustBeFalse();

        var again = await ClaimOneAsync();
        var effect = again.Effect.MustNotBeNull();
        (effect.State, effect.Remote).MustBe((EffectState.Confirmed, new RemoteReference("4711", "SO-1")));
        await CommitAsync(Commit(again, WorkState.Confirmed) with { Effect = effect });
        (await Store.ReadTotalsAsync(Stop)).EffectsConfirmed.MustBe(1);
        (await AuditAsync()).MustBeOne().Action.MustBe("effect.confirmed-by-hand");
    }
}
