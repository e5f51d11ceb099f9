using System.Text;
using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Refused input: recorded with its reasons, blocks its own key only.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Refused_input_is_kept_with_its_problems_and_its_raw_form()
    {
        (await AcceptAsync(Refused("SO-1"))).MustBe(new AcceptOutcome(AcceptDisposition.Refused, 0));
        (await AcceptAsync(Refused("SO-1"))).Disposition.MustBe(AcceptDisposition.Duplicate);

        var item = (await ListAsync(WorkState.Rejected)).MustBeOne();
        (item.Step, item.State, item.Envelope).MustBe(("intake", WorkState.Rejected, Envelope("SO-1")));
        item.Problems.MustBe(Refused("SO-1").Problems);
        var payload = (await Store.ReadPayloadAsync(Tenant, item.Id, Stop)).MustNotBeNull();
        Encoding.UTF8.GetString(payload.Span).MustBe("raw SO-1@1");
    }

    [Fact]
    public async Task Refused_input_blocks_what_comes_behind_it_under_its_key_at_all_targets()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Refused("SO-1", 2));
        await AcceptAsync(Entry(Envelope("PKG-1", 1, "shipment", "warehouse", "order/SO-1"), Submit("PKG-1", "X", "shop", "report-shipment")));
        await AcceptAsync(Order("SO-2"));

        var claimed = await ClaimAsync();

        // Before it and beside it: free. Behind it: not.
        claimed.Select(work => work.Key.DocumentKey).MustBe(["SO-1", "SO-2"]);
        await FinishAsync(claimed[0]);
        (await ClaimAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task A_newer_version_of_the_same_document_repairs_a_refused_one()
    {
        await AcceptAsync(Refused("SO-1", 2));
        await AcceptAsync(Entry(Envelope("PKG-1", 9, "shipment", "warehouse", "order/SO-1"), Submit("PKG-1", "X", "shop", "report-shipment")));
        (await ClaimAsync()).MustBeEmpty("another document of the key repairs nothing");

        await AcceptAsync(Order("SO-1", "old", 1));
        (await ClaimAsync()).MustBeEmpty("an older version repairs nothing");

        await AcceptAsync(Order("SO-1", "new", 3));

        (await ClaimAsync()).Select(work => work.Key.DocumentKey).MustBe(["PKG-1", "SO-1"]);
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
        (await CountAsync(WorkState.Superseded)).MustBe(1);
    }

    [Fact]
    public async Task A_refused_version_that_comes_late_blocks_nothing()
    {
        await AcceptAsync(Order("SO-1", "A", 5));
        (await AcceptAsync(Refused("SO-1", 4))).Disposition.MustBe(AcceptDisposition.Refused);
        await AcceptAsync(Order("SO-1", "B", 6));

        await FinishAsync(await ClaimOneAsync());
        (await ClaimOneAsync()).Key.Revision.MustBe(2);
        (await ListAsync(WorkState.Rejected)).MustBeEmpty();
    }

    [Fact]
    public async Task Each_refused_input_blocks_until_it_is_dealt_with()
    {
        await AcceptAsync(Refused("SO-1", 1));
        await AcceptAsync(Entry(Envelope("PKG-1", 1, "shipment", "warehouse", "order/SO-1"), Submit("PKG-1", "X", "shop", "report-shipment")));
        await AcceptAsync(Refused("SO-1", 2));
        await AcceptAsync(Entry(Envelope("PKG-2", 1, "shipment", "warehouse", "order/SO-1"), Submit("PKG-2", "X", "shop", "report-shipment")));
        var refused = await ListAsync(WorkState.Rejected);

        (await Store.DiscardAsync(Tenant, refused[0].Id, "ann", "typed wrong", Noon, Stop)).MustBeTrue();

        var first = await ClaimOneAsync();
        first.Key.DocumentKey.MustBe("PKG-1");
        await FinishAsync(first);
        (await ClaimAsync()).MustBeEmpty();
        (await Store.DiscardAsync(Tenant, refused[1].Id, "ann", "typed wrong", Noon, Stop)).MustBeTrue();
        (await ClaimOneAsync()).Key.DocumentKey.MustBe("PKG-2");
    }

    [Fact]
    public async Task A_block_outlives_a_restart()
    {
        await AcceptAsync(Refused("SO-1", 1));
        await RestartAsync();
        await AcceptAsync(Entry(Envelope("PKG-1", 1, "shipment", "warehouse", "order/SO-1"), Submit("PKG-1", "X", "shop", "report-shipment")));

        (await ClaimAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task Refused_input_must_not_plan_work() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AcceptAsync(Refused("SO-1") with { Work = [Submit("SO-1")] }));
}
