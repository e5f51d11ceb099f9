using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Order per key, prerequisites, coalescing, refusals.</summary>
public sealed class SequencingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failure_at_the_head_of_one_key_blocks_that_key_only()
    {
        _world.Erp.Script = call => call.Key == "SO-1" ? Fault.Invalid : Fault.None;
        for (var number = 1; number <= 20; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();
        _world.Orders.Add(Docs.Order("SO-1", ("SKU-1", 3, 10)), "SO-1", 2);
        await host.UntilAsync(() => _world.Orders.Reads > 2);
        await host.PassAsync(TimeSpan.FromSeconds(5));

        var status = await host.Monitor.ReadStatusAsync(TestContext.Current.CancellationToken);
        status.Count(WorkState.Confirmed).ShouldBe(19 * 3);
        _world.Erp.Ledger.ShouldNotContain(entry => entry.Key == "SO-1");
        (await host.ExceptionsAsync(WorkState.DeadLettered)).Single().Envelope.DocumentKey.ShouldBe("SO-1");

        // Discarding the head lets the corrected revision through.
        _world.Erp.Script = _ => Fault.None;
        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).Single();
        await host.Store.DiscardAsync("default", dead.Id, "anna", "corrected by the customer", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1);
        _world.Erp.Ledger.Single(entry => entry.Key == "SO-1").Revision.ShouldBe(2);
    }

    [Fact]
    public async Task A_shipment_that_comes_before_its_order_waits_for_it()
    {
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.UntilAsync(() => _world.Shop.CountOf("report-shipment", "SH-1") == 1);
        _world.Erp.Ledger.ShouldBeEmpty();

        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-invoice", "SH-1") == 1);
        _world.Erp.Ledger.Select(entry => entry.Operation).ShouldBe(["submit-order", "report-shipment", "post-invoice"]);
    }

    [Fact]
    public async Task A_prerequisite_that_does_not_come_parks_the_work_naming_it()
    {
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-404"), "SH-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store, configure: options => options.PrerequisiteTimeout = TimeSpan.FromMinutes(10));
        await host.SettleAsync(TimeSpan.FromSeconds(20));
        var parked = await host.ExceptionsAsync(WorkState.Parked);
        parked.Count.ShouldBe(2);
        parked.ShouldAllBe(item => item.Error!.Message.Contains("submit-order", StringComparison.Ordinal) && item.Error.Message.Contains("SO-404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_order_is_acknowledged_and_its_correction_goes_through_without_a_person()
    {
        _world.Erp.Script = call => call.Revision == 1 ? Fault.Refused : Fault.None;
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();

        var rejected = OrderAcknowledgement.Codec.Parse(_world.Shop.Ledger.Single().Document).Value!;
        rejected.Code.ShouldBe(AcknowledgementCode.Rejected);
        rejected.Reason.ShouldBe("credit limit exceeded");
        rejected.ReasonCode.ShouldBe("CREDIT");
        (await host.ExceptionsAsync(WorkState.Parked)).Single().Key.Operation.ShouldBe("request-fulfilment");

        _world.Orders.Add(Docs.Order("SO-1", ("SKU-1", 1, 10)), "SO-1", 2);
        await host.UntilAsync(() => _world.Warehouse.CountOf("request-fulfilment", "SO-1") > 0);
        await host.SettleAsync();
        OrderAcknowledgement.Codec.Parse(_world.Shop.Ledger[^1].Document).Value!.Code.ShouldBe(AcknowledgementCode.Accepted);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_input_blocks_its_key_until_its_corrected_version_comes()
    {
        _world.Orders.Add(new Change<Order> { DocumentKey = "SO-1", SourceVersion = 1, Problems = [new DocumentProblem("/currency", "required", "missing")], Raw = "{}"u8.ToArray() });
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-2"]);
        var refused = (await host.ExceptionsAsync(WorkState.Rejected)).Single();
        refused.Problems.Single().Pointer.ShouldBe("/currency");
        (await host.Store.ReadPayloadAsync("default", refused.Id, TestContext.Current.CancellationToken))!.Value.ToArray().ShouldBe("{}"u8.ToArray());

        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 2);
        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1);
        (await host.SettleAsync()).Count(WorkState.Rejected).ShouldBe(0);
    }

    [Fact]
    public async Task Stock_is_coalesced_and_only_the_newest_is_sent()
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        for (var change = 0; change < 10; change++)
        {
            await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 100 - change, World.Start.AddSeconds(change)), cancellationToken: TestContext.Current.CancellationToken);
        }

        var late = await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 55, World.Start.AddSeconds(-30)), cancellationToken: TestContext.Current.CancellationToken);
        late.Disposition.ShouldBe(AcceptDisposition.Stale);
        await host.SettleAsync();
        var sent = Inventory.Codec.Parse(_world.Shop.Ledger.Single().Document).Value!;
        sent.Positions[0].Buckets.Available.ShouldBe(91);
    }

    [Fact]
    public async Task A_snapshot_that_is_older_than_what_was_published_is_dropped_per_item_and_location()
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Inventory>("warehouse").Pushed().Publish("shop"));
        async Task<AcceptDisposition> TellAsync(string location, decimal available, int minute) =>
            (await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", available, World.Start.AddMinutes(minute), location), cancellationToken: TestContext.Current.CancellationToken)).Disposition;
        (await TellAsync("WH1", 5, minute: 10)).ShouldBe(AcceptDisposition.Accepted);
        await host.SettleAsync();

        (await TellAsync("WH1", 9, minute: 9)).ShouldBe(AcceptDisposition.Stale, "after the newer one was published");
        (await TellAsync("WH2", 9, minute: 9)).ShouldBe(AcceptDisposition.Accepted, "another place");
        _world.Shop.Script = _ => Fault.Transient;
        (await TellAsync("WH1", 4, minute: 11)).ShouldBe(AcceptDisposition.Accepted);
        (await TellAsync("WH1", 8, minute: 10)).ShouldBe(AcceptDisposition.Stale, "while the newer one waits");
        _world.Shop.Script = _ => Fault.None;
        await host.SettleAsync();

        _world.Shop.Ledger.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_snapshot_of_many_items_is_taken_apart_per_item_and_location()
    {
        var snapshot = Docs.Stock("SKU-1", 1, World.Start) with
        {
            Positions = [Docs.Position("SKU-1", 1), Docs.Position("SKU-2", 2), Docs.Position("SKU-1", 3, "WH2"), Docs.Position("SKU-1", 4) with { Bin = "B" }],
        };
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        var result = await host.Intake.AcceptAsync("warehouse", snapshot, cancellationToken: TestContext.Current.CancellationToken);
        result.WorkCreated.ShouldBe(3);
        await host.SettleAsync();
        _world.Shop.Ledger.Select(entry => entry.Key).Order().ShouldBe(["SKU-1@WH1", "SKU-1@WH2", "SKU-2@WH1"]);
        Inventory.Codec.Parse(_world.Shop.Ledger.Single(entry => entry.Key == "SKU-1@WH1").Document).Value!.Positions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_shop_changes_while_an_order_runs_its_course_makes_no_new_revision()
    {
        var order = Docs.Order("SO-1");
        _world.Orders.Add(order, "SO-1", 1);
        _world.Orders.Add(
            order with
            {
                Statuses = [StatusFact.Of(OrderStatus.Confirmed), StatusFact.Of(PaymentStatus.Paid)],
                Dates = order.Dates with { Modified = World.Start },
                Payments = [new OrderPayment { Amount = Docs.Eur(20) }],
                Totals = order.Totals! with { PrepaidAmount = Docs.Eur(20), PayableAmount = Docs.Eur(0) },
                Lines = [order.Lines[0] with { Quantities = new QuantityLadder { Ordered = 2, Shipped = 2 } }],
            },
            "SO-1",
            2);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        var status = await host.SettleAsync();
        status.Totals.Unchanged.ShouldBe(1);
        _world.Erp.Ledger.Count.ShouldBe(1);
        _world.Warehouse.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_shipment_changed_after_its_invoice_was_posted_needs_a_person_and_posts_nothing()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 2)), "SH-1", 2);
        await host.UntilAsync(() => _world.Erp.CountOf("report-shipment", "SH-1") == 2);
        await host.SettleAsync();
        _world.Erp.CountOf("post-invoice", "SH-1").ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.DeadLettered)).Single().Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }
}
