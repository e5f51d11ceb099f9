using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// What an operator can read of an effect, whichever way it went: its trail in the audit chain, its error with the next step, and what is counted.
/// </summary>
public sealed class EffectStoryTests : IDisposable
{
    private const string Submit = "submit-order";
    private readonly TempFolder _folder = new();
    private readonly World _world = new();
    private readonly Counted _outcomes = new("crossdock.effects");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _outcomes.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_that_works()
    {
        await using var host = await StartWithOrderAsync(SubmitOnly);
        await host.SettleAsync();

        (await TrailAsync(host)).ShouldBe(["effect.confirmed: sends 1, remote id erp-SO-1-1"]);
        OutcomesOf(host).ShouldBe(["confirmed"]);
    }

    [Fact]
    public async Task One_that_works_at_the_second_attempt()
    {
        _world.Erp.Script = call => call.Number == 1 ? Fault.Transient : Fault.None;
        await using var host = await StartWithOrderAsync(SubmitOnly);
        await host.SettleAsync();

        (await TrailAsync(host)).ShouldBe(["effect.confirmed: sends 2, remote id erp-SO-1-1"]);
        OutcomesOf(host).ShouldBe(["retried", "confirmed"]);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_and_that_is_found_at_the_remote()
    {
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
        await using var host = await StartWithOrderAsync(SubmitOnly);
        await host.SettleAsync();

        (await TrailAsync(host)).ShouldBe(["effect.in-doubt: UnknownOutcome", "effect.confirmed: sends 1, remote id erp-SO-1-1"]);
        OutcomesOf(host).ShouldBe(["in_doubt", "confirmed"]);
    }

    [Fact]
    public async Task One_that_never_works()
    {
        _world.Erp.Script = _ => Fault.Transient;
        await using var host = await StartWithOrderAsync(SubmitOnly, options => options.Retry.MaxAttempts = 2);
        await host.SettleAsync();

        (await ErrorAsync(host, WorkState.DeadLettered)).Message.ShouldBe("connection refused");
        (await TrailAsync(host)).ShouldBe(["work.dead-lettered: Transient [ECONNREFUSED]"]);
        OutcomesOf(host).ShouldBe(["retried", "dead_lettered"]);
    }

    [Fact]
    public async Task One_that_the_remote_refuses_with_somebody_to_tell()
    {
        _world.Erp.Script = _ => Fault.Refused;
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Submit("erp").Acknowledge("shop"));
        await host.SettleAsync();

        (await ErrorAsync(host, WorkState.Rejected)).Message.ShouldBe("credit limit exceeded");
        (await TrailAsync(host)).ShouldBe(["effect.rejected: Validation [CREDIT]"]);
        OutcomesOf(host).ShouldBe(["rejected"]);
        _world.Shop.CountOf("acknowledge-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task One_that_the_remote_refuses_with_nobody_to_tell()
    {
        _world.Erp.Script = _ => Fault.Refused;
        await using var host = await StartWithOrderAsync(SubmitOnly);
        await host.SettleAsync();

        (await ErrorAsync(host, WorkState.DeadLettered)).Message.ShouldBe("credit limit exceeded");
        (await TrailAsync(host)).ShouldBe(["work.dead-lettered: Validation [CREDIT]"]);
        OutcomesOf(host).ShouldBe(["dead_lettered"]);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_where_nobody_can_be_asked()
    {
        _world.Erp.Mode = IdempotencyMode.None;
        _world.Erp.Script = _ => Fault.LostAfter;
        await using var host = await StartWithOrderAsync(SubmitOnly);
        await host.SettleAsync();

        var parked = (await host.ExceptionsAsync(WorkState.Parked)).ShouldHaveSingleItem();
        parked.Error!.Message.ShouldBe("connection reset");
        await host.Store.ReplayAsync("default", parked.Id, "ann", "again", _world.Time.GetUtcNow(), Cancel);
        await host.SettleAsync();

        var error = await ErrorAsync(host, WorkState.Parked);
        error.Kind.ShouldBe(ErrorKind.UnknownOutcome);
        error.Message.ShouldBe("'erp' takes no key and cannot be searched, so nobody but a person can tell whether the effect happened. Look it up there, enter it by hand if it did not, then discard this item.");
        (await TrailAsync(host)).Where(line => line.StartsWith("work.parked", StringComparison.Ordinal)).ShouldBe(["work.parked: UnknownOutcome", "work.parked: UnknownOutcome"]);
        OutcomesOf(host).ShouldBe(["parked", "parked"]);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_and_whose_remote_cannot_tell()
    {
        _world.Erp.SearchIsBroken = true;
        _world.Erp.Script = _ => Fault.LostAfter;
        await using var host = await StartWithOrderAsync(SubmitOnly, options => options.Retry.MaxAttempts = 3);
        await host.SettleAsync();

        var error = await ErrorAsync(host, WorkState.Parked);
        error.Kind.ShouldBe(ErrorKind.UnknownOutcome);
        error.Message.ShouldBe("'erp' cannot tell whether the effect happened. Look it up there: discard this item if it did, replay it to ask again.");
        OutcomesOf(host).ShouldBe(["in_doubt", "retried", "parked"]);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
    }

    [Fact]
    public async Task One_that_was_under_way_when_the_process_died()
    {
        _world.Erp.Mode = IdempotencyMode.None;
        var death = new CrashPlan(-1);
        _world.Erp.AfterApply = _ => death.Die("it was sent");
        await using (var dying = await TestHostOf(SubmitOnly, decorate: store => new CrashingStore(store, death)))
        {
            _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
            for (var second = 0; second < 20 && !death.IsDead; second++)
            {
                await dying.PassAsync(TimeSpan.FromSeconds(1));
            }
        }

        death.IsDead.ShouldBeTrue();
        _world.Erp.AfterApply = _ => { };
        await using var host = await TestHostOf(SubmitOnly);
        await host.SettleAsync();

        var error = await ErrorAsync(host, WorkState.Parked);
        error.Message.ShouldBe("The process stopped while the effect was being sent.");
        (await TrailAsync(host)).ShouldBe(["work.parked: UnknownOutcome [process-stopped]"]);
        _world.Erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_whose_step_is_gone_from_the_flow()
    {
        _world.Erp.Script = _ => Fault.Transient;
        await using (var before = await StartWithOrderAsync(SubmitOnly))
        {
            await before.UntilAsync(() => _world.Erp.Calls.Count > 0);
        }

        await using var host = await TestHostOf(flow => flow.On<Order>("shop").RequestFulfilment("warehouse"));
        await host.UntilAsync(() => host.ExceptionsAsync(WorkState.DeadLettered).Result.Count > 0);

        var item = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        item.Error!.Kind.ShouldBe(ErrorKind.Permanent);
        item.Error.Message.ShouldBe($"No flow of this host has the step '{item.Step}' of flow 'order-to-cash' any more; add it back and replay, or discard the item.");
        OutcomesOf(host).ShouldBeEmpty("its connection is unknown to this host's flows");
    }

    [Fact]
    public async Task One_whose_mapping_throws()
    {
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", Order (_) => throw new InvalidOperationException("quoting canary@example.org")));
        await host.SettleAsync();

        var item = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        item.Error!.Message.ShouldBe($"The mapping of step '{item.Step}' failed with InvalidOperationException; correct it and replay.");
        (item.Error.Kind, item.Error.RemoteCode, item.Attempts).ShouldBe((ErrorKind.Permanent, "InvalidOperationException", 1));
        (await TrailAsync(host)).ShouldBe(["work.dead-lettered: Permanent [InvalidOperationException]"]);
    }

    [Fact]
    public async Task One_whose_mapping_waits_for_something()
    {
        var calls = 0;
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", order =>
            ++calls == 1 ? throw new ConnectorException(ErrorKind.Transient, "the price list is being loaded") : order));
        await host.SettleAsync();

        OutcomesOf(host).ShouldBe(["retried", "confirmed"]);
    }

    [Fact]
    public async Task One_with_nothing_to_send()
    {
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", ValueTask<Order?> (_, _, _) => new((Order?)null)));
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(1);

        (await TrailAsync(host)).ShouldBe(["work.nothing-to-do: the mapping had nothing to send"]);
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_may_happen_once_and_whose_document_changed()
    {
        _world.Invoices.Add(Docs.Invoice("INV-1", order: null), "INV-1", 1);
        await using var host = await TestHostOf(flow => flow.On<Invoice>("warehouse").Post("erp"));
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 1);
        _world.Invoices.Add(Docs.Invoice("INV-1", order: null) with { BuyerReference = "B-7" }, "INV-1", 2);
        await host.UntilAsync(() => host.ExceptionsAsync(WorkState.DeadLettered).Result.Count > 0);

        var error = await ErrorAsync(host, WorkState.DeadLettered);
        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldBe("Revision 1 of this effect reached 'erp' (Confirmed), and the document changed since. "
            + "This effect is done once only: correct it at the remote by hand (e.g. credit and invoice again), then discard this item.");
        _world.Erp.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_may_happen_once_and_was_refused_may_be_corrected()
    {
        _world.Erp.Script = call => call.Number == 1 ? Fault.Invalid : Fault.None;
        _world.Invoices.Add(Docs.Invoice("INV-1", order: null), "INV-1", 1);
        await using var host = await TestHostOf(flow => flow.On<Invoice>("warehouse").Post("erp"));
        await host.UntilAsync(() => host.ExceptionsAsync(WorkState.DeadLettered).Result.Count > 0);
        var refused = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        _world.Invoices.Add(Docs.Invoice("INV-1", order: null) with { BuyerReference = "B-7" }, "INV-1", 2);
        await host.Store.DiscardAsync("default", refused.Id, "ann", "corrected at its source", _world.Time.GetUtcNow(), Cancel);
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 1);

        _world.Erp.Ledger[0].Revision.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_meets_a_bug_before_it_is_sent()
    {
        await using var host = await StartWithOrderAsync(
            SubmitOnly,
            options => options.Retry.MaxAttempts = 3,
            store => new FailingStore(store, commit => commit.Effect?.State == EffectState.Sending));
        await host.SettleAsync();

        var item = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        item.Error!.Message.ShouldBe($"Step '{item.Step}' failed unexpectedly with InvalidOperationException; the log holds its stack.");
        (item.Error.Kind, item.Error.RemoteCode, item.Attempts).ShouldBe((ErrorKind.Permanent, "InvalidOperationException", 3));
        OutcomesOf(host).ShouldBe(["retried", "retried", "dead_lettered"]);
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_meets_a_bug_after_it_was_sent()
    {
        var bugs = 0;
        await using var host = await StartWithOrderAsync(
            SubmitOnly,
            decorate: store => new FailingStore(store, commit => commit.Effect?.State == EffectState.Confirmed && ++bugs == 1));
        await host.SettleAsync();

        (await TrailAsync(host)).ShouldBe(["effect.in-doubt: UnknownOutcome [InvalidOperationException]", "effect.confirmed: sends 1, remote id erp-SO-1-1"]);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
    }

    [Fact]
    public async Task One_that_is_held_by_its_window()
    {
        // The world starts on a Monday, 09:00 in Berlin.
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Submit("erp").Within(PostingWindow.Cron("0 12 * * *", "Europe/Berlin")));
        await host.SettleAsync(TimeSpan.FromMinutes(5));

        (await TrailAsync(host)).ShouldBe(
        [
            "work.held: held until 2026-03-02 11:00:00Z: outside of the posting window '0 12 * * *' (Europe/Berlin)",
            "effect.confirmed: sends 1, remote id erp-SO-1-1",
        ]);
        OutcomesOf(host).ShouldBe(["held", "confirmed"]);
    }

    [Fact]
    public async Task One_of_no_fiscal_period()
    {
        await using var host = await StartWithOrderAsync(flow => flow.On<Order>("shop").Submit("erp").Within(PostingWindow.FiscalPeriods<Order>(new NoPeriods(), order => DateOnly.FromDateTime(order.Dates.Placed.UtcDateTime), "/dates/placed")));
        await host.SettleAsync();

        (await TrailAsync(host)).ShouldHaveSingleItem().ShouldStartWith("work.parked: ");
        OutcomesOf(host).ShouldBe(["parked"]);
        (await host.Store.FindEffectAsync((await host.ExceptionsAsync(WorkState.Parked)).Single().Key, Cancel)).ShouldBeNull("it was never sent");
    }

    [Fact]
    public async Task A_credit_note_that_waits_for_another_invoice()
    {
        await using var host = await TestHostOf(flow =>
        {
            flow.On<Order>("shop").Submit("erp");
            flow.On<Shipment>("warehouse").PostInvoice("erp");
            flow.On<Invoice>("warehouse").PostCreditNote("erp").After(Fact.OrderInvoiced("erp"));
        });
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-invoice", "SH-1") == 1);
        _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "L1", "SH-1"), "CN-1", 1);
        await host.UntilAsync(() => OutcomesOf(host, PostCreditNote.Operation.Name).Count > 0);
        _world.Shipments.Add(Docs.Shipment("SH-2", "SO-1", ("L1", 1)), "SH-2", 1);
        await host.SettleAsync();

        (await TrailAsync(host, PostCreditNote.Operation.Name)).ShouldBe(["work.waits: for another post-invoice at erp", "effect.confirmed: sends 1, remote id erp-CN-1-1"]);
        OutcomesOf(host, PostCreditNote.Operation.Name).ShouldBe(["waiting", "confirmed"]);
    }

    private static void SubmitOnly(FlowBuilder flow) => flow.On<Order>("shop").Submit("erp");

    private Task<TestHost> TestHostOf(Action<FlowBuilder> flow, Action<CrossdockOptions>? configure = null, Func<ICrossdockStore, ICrossdockStore>? decorate = null) =>
        TestHost.StartAsync(_world, _folder.Store, flow, configure, decorate);

    private Task<TestHost> StartWithOrderAsync(Action<FlowBuilder> flow, Action<CrossdockOptions>? configure = null, Func<ICrossdockStore, ICrossdockStore>? decorate = null)
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        return TestHostOf(flow, configure, decorate);
    }

    private IReadOnlyList<string> OutcomesOf(TestHost host, string operation = Submit) => _outcomes.Of(host.Meters, "outcome", ("connection", "erp"), ("operation", operation));

    private static async Task<ConnectorError> ErrorAsync(TestHost host, WorkState state) => (await host.ExceptionsAsync(state)).ShouldHaveSingleItem().Error.ShouldNotBeNull();

    /// <summary>What the runtime did with one effect, as the audit chain tells it.</summary>
    private static async Task<IReadOnlyList<string>> TrailAsync(TestHost host, string operation = Submit) =>
    [
        .. (await host.AuditAsync())
            .Where(entry => entry.Actor == "runtime" && entry.Subject.Contains(operation, StringComparison.Ordinal))
            .Select(entry => $"{entry.Action}: {entry.Detail}"),
    ];

    private sealed class NoPeriods : IFiscalCalendar
    {
        public FiscalPeriod? Find(DateOnly date) => null;
    }

    /// <summary>Throws what no store should, at some commits.</summary>
    private sealed class FailingStore(ICrossdockStore inner, Func<WorkCommit, bool> fails) : ForwardingStore(inner)
    {
        public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
            fails(commit) ? throw new InvalidOperationException("a bug") : base.CommitAsync(commit, cancellationToken);
    }
}
