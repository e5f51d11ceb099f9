using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>What may be forgotten, and what never is.</content>
public abstract partial class StoreConformance
{
    private static readonly PurgeRequest s_purgeAll = new(Noon.AddYears(1), Noon.AddYears(1));

    [Fact]
    public async Task Inputs_that_changed_nothing_are_forgotten_once_they_are_old()
    {
        await AcceptAsync(Order("SO-1"));
        await AcceptAsync(Order("SO-1", version: 2));
        await AcceptAsync(Order("SO-1", version: 3));

        (await Store.PurgeAsync(new PurgeRequest(Noon, Noon), Stop)).MustBe(default);
        (await Store.PurgeAsync(s_purgeAll, Stop)).Inputs.MustBe(1, "version 1 makes the work, version 3 is the newest");
        (await Store.PurgeAsync(s_purgeAll, Stop)).MustBe(default);
    }

    [Fact]
    public async Task An_event_that_comes_again_after_a_purge_makes_no_work()
    {
        for (var version = 1; version <= 3; version++)
        {
            await AcceptAsync(Order("SO-1", "A", version));
        }

        await FinishAsync(await ClaimOneAsync());
        await Store.PurgeAsync(s_purgeAll, Stop);

        for (var version = 1; version <= 3; version++)
        {
            (await AcceptAsync(Order("SO-1", "A", version))).WorkCreated.MustBe(0);
        }
    }

    [Fact]
    public async Task Effects_work_exceptions_and_newest_documents_survive_a_purge()
    {
        await AcceptAsync(Order("SO-1"));
        await AcceptAsync(Order("SO-2"));
        await AcceptAsync(Refused("SO-3"));
        var first = await ClaimOneAsync();
        await CommitAsync(Commit(first, WorkState.Confirmed) with { Effect = Effect(first, EffectState.Confirmed, sends: 1) });

        await Store.PurgeAsync(s_purgeAll, Stop);
        await RestartAsync();

        (await Store.FindEffectAsync(first.Key, Stop)).MustNotBeNull().Command.ToArray().MustBe(first.Document.ToArray());
        (await Store.FindDocumentsAsync(Tenant, "order", "order/SO-1", Stop)).MustBeOne();
        (await ClaimOneAsync()).Envelope.DocumentKey.MustBe("SO-2");
        var refused = (await ListAsync(WorkState.Rejected)).MustBeOne();
        (await Store.ReadPayloadAsync(Tenant, refused.Id, Stop)).MustNotBeNull().ToArray().MustBe(Refused("SO-3").Raw.ToArray());
    }

    [Fact]
    public async Task Raw_texts_and_kpi_samples_are_forgotten_once_they_are_old()
    {
        await AcceptAsync(Order("SO-1") with { Raw = Json("as received") });
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Confirmed) with { Kpis = [new KpiSample("crossdock.test", 1, "erp", "flow", null, Noon)] });

        (await Store.PurgeAsync(s_purgeAll, Stop)).MustBe(new PurgeResult(0, 1, 1));

        (await Store.SummariseKpisAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task What_a_person_edited_can_be_told_also_after_a_purge()
    {
        var order = Order("SO-1");
        var work = await FailAsync(order, ErrorAt("/a"), Noon);
        await Replays.EditAsync(Copy(work.Id, order.Envelope, "edited", Submit("SO-1", "B")), Stop);
        await FinishAsync(await ClaimOneAsync(Noon.AddHours(1)));
        await AcceptAsync(Order("SO-1", "C", version: 2));

        await Store.PurgeAsync(s_purgeAll, Stop);

        var edit = (await Replays.ListEditsAsync(Tenant, work.Id, Stop)).MustBeOne();
        edit.Before.ToArray().MustBe(order.Document.ToArray());
        edit.After.ToArray().MustBe(Json("edited"));
    }
}
