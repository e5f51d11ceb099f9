using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What becomes of a claim before its command is made: it is sent, or it ends with one commit that says why not.</summary>
public sealed class PreparingTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private readonly World _world = new();

    [Fact]
    public async Task A_step_that_is_gone_is_named()
    {
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation) with { Step = "gone" });

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Error!.Kind).ShouldBe((WorkState.DeadLettered, ErrorKind.Permanent));
        last.Error.Message.ShouldBe("No flow of this host has the step 'gone' of flow 'order-to-cash' any more; add it back and replay, or discard the item.");
    }

    [Fact]
    public async Task A_connection_that_is_gone_is_named()
    {
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation);
        var last = await host.HandleAsync(work with { Key = work.Key with { Connection = "nowhere" } });

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Error!.Kind).ShouldBe((WorkState.DeadLettered, ErrorKind.Permanent));
        last.Error.Message.ShouldBe("The connection 'nowhere' is not registered or does not declare 'submit-order'; add it back and replay, or discard the item.");
    }

    [Fact]
    public async Task A_bug_before_there_is_anything_to_send_is_an_attempt()
    {
        await using var host = new OneClaim(_world);
        host.Effects.Add(null!);
        var work = host.Claim(PostInvoice.Operation, revision: 2);
        var last = await host.HandleAsync(work);

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.CountsAsAttempt, last.Effect, last.Error!.Kind).ShouldBe((WorkState.Ready, true, null, ErrorKind.Permanent));
        last.Error.Message.ShouldBe($"Step '{work.Step}' failed unexpectedly with NullReferenceException; the log holds its stack.");
    }

    [Fact]
    public async Task A_mapping_with_nothing_to_send_ends_the_work()
    {
        await using var host = new OneClaim(_world, flow: flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", ValueTask<Order?> (_, _, _) => default));
        (await host.HandleAsync(host.Claim(SubmitOrder.Operation))).State.ShouldBe(WorkState.Confirmed);

        host.Commits.ShouldHaveSingleItem();
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EffectState.Confirmed, false)]
    [InlineData(EffectState.InDoubt, false)]
    [InlineData(EffectState.Sending, false)]
    [InlineData(EffectState.Parked, false)]
    [InlineData(EffectState.Rejected, true)]
    [InlineData(EffectState.Intent, true)]
    public async Task What_may_happen_once_is_not_sent_after_an_earlier_revision_that_may_have_happened(EffectState earlier, bool isSent)
    {
        await using var host = new OneClaim(_world);
        host.Effects.Add(host.Claim(PostInvoice.Operation, earlier, s_start.AddHours(-1)).Effect!);
        var last = await host.HandleAsync(host.Claim(PostInvoice.Operation, revision: 2));

        (host.Commits.Count, last.State).ShouldBe(isSent ? (2, WorkState.Confirmed) : (1, WorkState.DeadLettered));
        _world.Erp.Calls.Count.ShouldBe(isSent ? 1 : 0);
    }

    [Fact]
    public async Task A_first_revision_has_none_before_it()
    {
        await using var host = new OneClaim(_world);
        host.Effects.Add(null!);
        (await host.HandleAsync(host.Claim(PostInvoice.Operation))).State.ShouldBe(WorkState.Confirmed);
    }

    [Theory]
    [InlineData(null, 24)]
    [InlineData(2, 2)]
    public async Task A_credit_note_waits_for_the_invoice_of_its_goods_until_its_deadline(int? hours, int waits)
    {
        await using var host = new OneClaim(_world, flow: flow =>
        {
            var step = flow.On<Invoice>("warehouse").PostCreditNote("erp").After(Fact.OrderInvoiced("erp"));
            _ = hours is { } atMost ? step.WaitAtMost(TimeSpan.FromHours(atMost)) : step;
            flow.On<Invoice>("warehouse").Post("erp");
        });
        host.Orders.Add(Docs.Order("SO-1"));
        var work = host.Claim(PostCreditNote.Operation);
        var waiting = await host.HandleAsync(work);

        host.Commits.ShouldHaveSingleItem();
        (waiting.State, waiting.WaitUntil, waiting.Effect).ShouldBe((WorkState.Waiting, s_start.AddHours(waits), null));
        waiting.Awaited.ShouldHaveSingleItem().Name.ShouldBe("post-invoice");

        _world.Time.Advance(TimeSpan.FromHours(waits));
        (await host.HandleAsync(work with { LeaseUntil = DateTimeOffset.MaxValue })).State.ShouldBe(WorkState.Confirmed, "or no replay would send it");
    }
}
