using Crossdock.Canonical;
using Crossdock.Canonical.Rules;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What the built-in mappings make of orders that are more than two lines of goods.</summary>
public sealed class MappingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_goods_are_asked_from_the_warehouse_and_only_what_is_still_open()
    {
        _world.Orders.Add(MixedOrder() with { Notes = [new Note { Text = "ring twice", Audience = NoteAudience.Customer }, new Note { Text = "bad payer", Audience = NoteAudience.Internal }] }, "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();

        var request = FulfilmentRequest.Codec.Parse(_world.Warehouse.Ledger.Single().Document).Value!;
        request.Lines.Select(line => (line.Id, line.Quantity.Value)).ShouldBe([("GOODS", 3m), ("PART-A", 2m), ("PART-B", 4m)]);
        request.Notes.Single().Text.ShouldBe("ring twice");
        request.Lines[0].Order!.LineId.ShouldBe("GOODS");
    }

    [Fact]
    public async Task An_order_without_goods_goes_to_the_erp_only()
    {
        var order = Docs.Order("SO-1");
        _world.Orders.Add(order with { Lines = [order.Lines[0] with { RequiresShipping = false }] }, "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(2);
        _world.Warehouse.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_that_is_shipped_already_when_it_is_first_seen_asks_for_nothing()
    {
        var order = Docs.Order("SO-1");
        _world.Orders.Add(order with { Lines = [order.Lines[0] with { Quantities = new QuantityLadder { Ordered = 2, Shipped = 2 } }] }, "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(3);
        _world.Warehouse.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_line_amends_the_request_with_zero()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10), ("SKU-2", 1, 5));
        _world.Orders.Add(order, "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();

        var cancelled = order.Lines[1] with { Quantity = Quantity.Of(0), Quantities = new QuantityLadder { Ordered = 1, Cancelled = 1 }, LineExtensionAmount = Docs.Eur(0) };
        var total = Docs.Eur(20);
        _world.Orders.Add(
            order with { Lines = [order.Lines[0], cancelled], Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total } },
            "SO-1",
            2);
        await host.UntilAsync(() => _world.Warehouse.Ledger.Count == 2);
        var amended = FulfilmentRequest.Codec.Parse(_world.Warehouse.Ledger[1].Document).Value!;
        amended.Revision.ShouldBe(2);
        amended.Lines.Select(line => line.Quantity.Value).ShouldBe([2m, 0m]);
    }

    [Fact]
    public void Services_are_on_the_first_invoice_and_a_bundle_as_far_as_its_parts_are_shipped()
    {
        var order = MixedOrder();
        CanonicalRules.Check(order).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
        var first = Make(order, [], ("GOODS", 1), ("PART-A", 1), ("PART-B", 2));
        first.Lines.Select(line => (line.Id, line.Quantity.Value, line.LineExtensionAmount.Amount)).ShouldBe(
            [("GOODS", 1m, 3.33m), ("BUNDLE", 1m, 25m), ("PART-A", 1m, 0m), ("PART-B", 2m, 0m), ("SERVICE", 1m, 15m)],
            ignoreOrder: true);

        var second = Make(order, [first], ("GOODS", 2), ("PART-B", 2));
        second.Lines.Select(line => (line.Id, line.LineExtensionAmount.Amount)).ShouldBe([("GOODS", 6.67m), ("PART-B", 0m)], ignoreOrder: true);

        var third = Make(order, [first, second], ("PART-A", 1));
        third.Lines.Select(line => (line.Id, line.LineExtensionAmount.Amount)).ShouldBe([("BUNDLE", 25m), ("PART-A", 0m)], ignoreOrder: true);
        (first.Totals.PayableAmount + second.Totals.PayableAmount + third.Totals.PayableAmount).ShouldBe(order.Totals!.PayableAmount);
    }

    [Fact]
    public void Cases_are_invoiced_in_the_units_of_the_order()
    {
        var order = Docs.Order("SO-1");
        order = order with { Lines = [order.Lines[0] with { Quantity = Quantity.Of(2, "XBX", "carton", 12) }] };
        var shipment = Docs.Shipment("SH-1", "SO-1") with
        {
            Lines = [new ShipmentLine { Id = "1", Order = new DocumentReference { Id = "SO-1", LineId = "L1" }, Quantity = Quantity.Of(12, "C62", "piece", 1) }],
        };
        var invoice = new OrderInvoice(order, shipment, new InvoicedSoFar([], "SO-1")).Make(default);
        invoice.Lines.Single().Quantity.Value.ShouldBe(1);
        invoice.Totals.PayableAmount.ShouldBe(Docs.Eur(10));
    }

    [Fact]
    public async Task A_shipment_of_an_order_nobody_sent_is_dead_lettered_with_what_to_do()
    {
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-404"), "SH-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Shipment>("warehouse").PostInvoice("erp"));
        await host.SettleAsync();
        (await host.ExceptionsAsync(WorkState.DeadLettered)).Single().Error!.Message.ShouldBe("Order SO-404 of this shipment was not taken in; let its source send it, then replay.");
    }

    [Fact]
    public async Task A_hosts_own_mapping_is_used_and_checked_against_its_schema()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2", 1);
        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", order => order with { Number = order.Number == "SO-1" ? "" : "X-" + order.Number }));
        await host.SettleAsync();
        Order.Codec.Parse(_world.Erp.Ledger.Single().Document).Value!.Number.ShouldBe("X-SO-2");
        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).Single();
        dead.Error!.Kind.ShouldBe(ErrorKind.Validation);
        dead.Error.Pointer.ShouldBe("/number");
    }

    private static Invoice Make(Order order, IReadOnlyList<Invoice> earlier, params (string LineId, decimal Quantity)[] lines) =>
        new OrderInvoice(order, Docs.Shipment($"SH-{earlier.Count + 1}", order.Number, lines), new InvoicedSoFar(earlier, order.Number)).Make(default);

    /// <summary>Goods, a bundle of two parts priced as one, a service and a comment.</summary>
    private static Order MixedOrder()
    {
        OrderLine Line(string id, OrderLineType type, decimal quantity, decimal amount, string? parent = null, bool? ships = null) => new()
        {
            Id = id,
            Type = type,
            ParentLineId = parent,
            RequiresShipping = ships,
            Item = type == OrderLineType.Comment ? null : new ItemReference { SellerItemId = "SKU-" + id },
            Description = type == OrderLineType.Comment ? "by hand" : null,
            Quantity = Quantity.Of(quantity),
            LineExtensionAmount = Docs.Eur(amount),
        };

        var total = Docs.Eur(75);
        return new Order
        {
            Number = "SO-1",
            Currency = "EUR",
            Dates = new OrderDates { Placed = World.Start },
            Lines =
            [
                Line("GOODS", OrderLineType.Item, 3, 10),
                Line("BUNDLE", OrderLineType.BundleParent, 2, 50),
                Line("PART-A", OrderLineType.BundleComponent, 2, 0, "BUNDLE"),
                Line("PART-B", OrderLineType.BundleComponent, 4, 0, "BUNDLE"),
                Line("SERVICE", OrderLineType.Item, 1, 15, ships: false),
                Line("TEXT", OrderLineType.Comment, 0, 0),
            ],
            Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total },
        };
    }
}
