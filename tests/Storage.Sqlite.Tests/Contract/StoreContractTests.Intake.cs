using static Crossdock.Storage.Sqlite.Tests.Contract.Make;

namespace Crossdock.Storage.Sqlite.Tests.Contract;

public abstract partial class StoreContractTests
{
    [Fact]
    public async Task An_accepted_input_becomes_work_with_everything_it_carries()
    {
        (await AcceptAsync(Order("SO-1"))).ShouldBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));

        var work = await ClaimOneAsync();
        work.Envelope.ShouldBe(Envelope("SO-1"));
        work.Document.ToArray().ShouldBe(Json("SO-1@1"));
        work.Key.ShouldBe(new IdempotencyKey(Tenant, "erp", "submit-order", "SO-1", 1));
        (work.Flow, work.Step, work.State, work.Attempts).ShouldBe(("order-to-cash", "submit-order@erp", WorkState.Claimed, 0));
        work.LeaseUntil.ShouldBe(Noon + Lease);
        work.Effect.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_event_is_taken_once_even_within_a_batch()
    {
        var outcomes = await Store.AcceptAsync(Batch(Order("SO-1"), Order("SO-1"), Order("SO-2")), Stop);

        outcomes.Select(o => o.Disposition).ShouldBe([AcceptDisposition.Accepted, AcceptDisposition.Duplicate, AcceptDisposition.Accepted]);
        (await AcceptAsync(Order("SO-2", "changed"))).ShouldBe(new AcceptOutcome(AcceptDisposition.Duplicate, 0));
        (await ClaimAsync()).Count.ShouldBe(2);
        (await Store.ReadTotalsAsync(Stop)).Duplicates.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_event_id_of_another_tenant_or_source_is_another_event()
    {
        await AcceptAsync(Entry(Envelope("SO-1")));

        (await AcceptAsync(Entry(Envelope("SO-1", tenant: "other")))).Disposition.ShouldBe(AcceptDisposition.Accepted);
        (await AcceptAsync(Entry(Envelope("SO-1", source: "shop-2")))).Disposition.ShouldBe(AcceptDisposition.Accepted);
        (await AcceptAsync(Entry(Envelope("SO-1")))).Disposition.ShouldBe(AcceptDisposition.Duplicate);
    }
}
