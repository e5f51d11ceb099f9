using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Our own writes that come back as changes.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task A_write_that_was_sent_and_comes_back_is_an_echo()
    {
        await SendStockAsync("5", asOf: 1);

        (await AcceptAsync(Back("5", asOf: 2))).MustBe(new AcceptOutcome(AcceptDisposition.Echo, 0));

        (await ClaimAsync()).MustBeEmpty();
        (await Store.ReadTotalsAsync(Stop)).Echoes.MustBe(1);
    }

    [Fact]
    public async Task A_write_that_was_only_planned_cannot_come_back()
    {
        await AcceptAsync(There("5", asOf: 1));

        (await AcceptAsync(Back("5", asOf: 2))).Disposition.MustBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task The_newest_write_is_an_echo_however_often_it_comes_back()
    {
        await SendStockAsync("5", asOf: 1);

        (await AcceptAsync(Back("5", asOf: 2))).Disposition.MustBe(AcceptDisposition.Echo);
        (await AcceptAsync(Back("5", asOf: 3))).Disposition.MustBe(AcceptDisposition.Echo);
    }

    [Fact]
    public async Task An_older_write_is_an_echo_once_and_a_change_after_a_later_one_came_back()
    {
        await SendStockAsync("5", asOf: 1);
        await SendStockAsync("6", asOf: 2);

        (await AcceptAsync(Back("5", asOf: 3))).Disposition.MustBe(AcceptDisposition.Echo);
        (await AcceptAsync(Back("6", asOf: 4))).Disposition.MustBe(AcceptDisposition.Echo);
        (await AcceptAsync(Back("5", asOf: 5))).Disposition.MustBe(AcceptDisposition.Accepted, "the source went back to it by itself");
    }

    [Fact]
    public async Task What_another_source_had_us_write_is_no_echo_for_this_target()
    {
        await SendStockAsync("5", asOf: 1);
        var back = Back("5", asOf: 2);

        (await AcceptAsync(back with { Work = [back.Work[0] with { Connection = "erp" }] })).Disposition.MustBe(AcceptDisposition.Accepted);
    }

    private static InboxEntry There(string content, long asOf) => Stock("SKU-1", content, asOf);

    // The shop reports its stock, which goes to the warehouse unless the warehouse told it so.
    private static InboxEntry Back(string content, long asOf) => Entry(
        Envelope("SKU-1", asOf, "inventory", "shop", "item/SKU-1"),
        Submit("SKU-1", content, "warehouse", "publish-inventory", asOf, mode: SequenceMode.LatestWins) with { EchoOf = [new EchoOf("publish-inventory", content)] });

    private async Task SendStockAsync(string content, long asOf)
    {
        await AcceptAsync(There(content, asOf));
        var work = await ClaimOneAsync();
        await CommitAsync(Commit(work, WorkState.Confirmed) with { Effect = Effect(work, EffectState.Confirmed, sends: 1) });
    }
}
