using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.Connectors.Vendure.Tests.Effects;

/// <summary>Shipments reach the shop once, whatever breaks between the two calls it takes.</summary>
public class Shipments
{
    private const string Key = "fake-shop-key";

    [Fact]
    public async Task A_shipment_is_added_and_moved_to_shipped()
    {
        var order = OrderOf("order-settled");
        await using var shop = TestShop.Replaying("ship-1", "ship-1-2", "ship-1-3");

        var result = await shop.ExecuteAsync(Documents.Shipment("SHP-1", order, "JJD000390007882823", ("1", 1), ("2", 2)));

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        result.Remote!.Id.ShouldBe("1");
        result.Remote.DisplayNumber.ShouldBe("JJD000390007882823");
    }

    [Fact]
    public async Task A_shipment_that_is_there_is_recognised_by_its_number()
    {
        var order = OrderOf("order-settled");
        await using var shop = TestShop.Replaying("ship-1-again", "ship-1-probe");
        var shipment = Documents.Shipment("SHP-1", order, "JJD000390007882823", ("1", 1), ("2", 2));

        (await shop.ExecuteAsync(shipment)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await shop.ProbeAsync(shipment)).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Theory]
    [InlineData("JJD000390007882823", 1, 3)]
    [InlineData("JJD000390007882824", 1, 2)]
    public async Task A_shipment_that_changed_since_is_not_passed_off_as_told(string tracking, decimal first, decimal second)
    {
        var order = OrderOf("order-settled");
        await using var shop = TestShop.Replaying("ship-1-again", "ship-1-probe");
        var changed = Documents.Shipment("SHP-1", order, tracking, ("1", first), ("2", second));

        (await shop.ProbeAsync(changed)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var error = (await shop.ExecuteAsync(changed)).Error!;
        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("Fulfilment 1 of order");
    }

    [Fact]
    public async Task A_shipment_without_a_tracking_number_works_too()
    {
        await using var shop = TestShop.Replaying("ship-rest", "ship-rest-2", "ship-rest-3");

        (await shop.ExecuteAsync(Documents.Shipment("SHP-4", OrderOf("order-settled"), null, ("2", 1), ("3", 1)))).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task An_error_result_of_the_union_is_a_refusal_with_the_next_step()
    {
        await using var shop = TestShop.Replaying("ship-too-many", "ship-too-many-2");

        var error = (await shop.ExecuteAsync(Documents.Shipment("SHP-2", OrderOf("order-settled"), "DUP", ("2", 2)))).Error!;

        (error.Kind, error.RemoteCode, error.Pointer).ShouldBe((ErrorKind.Conflict, "ITEMS_ALREADY_FULFILLED_ERROR", "/lines"));
        error.Message.ShouldContain("another fulfilment");
    }

    [Fact]
    public async Task An_unknown_order_is_not_found()
    {
        await using var shop = TestShop.Replaying("ship-unknown-order");

        var result = await shop.ExecuteAsync(Documents.Shipment("SHP-3", "NO-SUCH-ORDER", null, ("1", 2)));

        (result.Outcome, result.Error!.Kind).ShouldBe((EffectOutcome.Rejected, ErrorKind.NotFound));
    }

    [Theory]
    [InlineData(FaultKind.TimeoutAfterCommit, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.ErrorAfterCommit, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.ResetAfterCommit, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.ResetMidBody, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.TruncatedJson, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.HtmlPage, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.ErrorBeforeCommit, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.ResetBeforeCommit, "CrossdockAddFulfilment")]
    [InlineData(FaultKind.TimeoutAfterCommit, "CrossdockMoveFulfilment")]
    [InlineData(FaultKind.ErrorAfterCommit, "CrossdockMoveFulfilment")]
    [InlineData(FaultKind.ResetBeforeCommit, "CrossdockMoveFulfilment")]
    [InlineData(FaultKind.HtmlPage, "CrossdockMoveFulfilment")]
    public async Task A_half_done_pair_of_calls_is_finished_and_nothing_is_added_twice(FaultKind fault, string call)
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes, options => options.Http.Timeout = TimeSpan.FromSeconds(1));
        var shipment = ShipmentOf(await FirstOrderAsync(shop));
        fakes.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, fault) { BodyContains = call });

        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(shipment))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        if ((await shop.ProbeAsync(shipment)).Outcome == ProbeOutcome.NotFound)
        {
            (await shop.ExecuteAsync(shipment)).Outcome.ShouldBe(EffectOutcome.Applied);
        }

        (await shop.ProbeAsync(shipment)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await shop.ExecuteAsync(shipment)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        fakes.ReadLedger().ShopFulfilments[shipment.Document.Orders[0].Id].ShouldBe(1);
    }

    [Fact]
    public async Task A_fulfilment_that_was_added_and_not_moved_has_not_happened_yet()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes);
        var shipment = ShipmentOf(await FirstOrderAsync(shop));
        fakes.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, FaultKind.ErrorBeforeCommit) { BodyContains = "CrossdockMoveFulfilment" });

        await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(shipment));

        fakes.ReadLedger().ShopFulfilments[shipment.Document.Orders[0].Id].ShouldBe(1);
        (await shop.ProbeAsync(shipment)).Outcome.ShouldBe(ProbeOutcome.NotFound);
    }

    [Fact]
    public async Task Parallel_duplicates_which_the_shop_would_take_are_taken_once()
    {
        await using var fakes = await StartAsync(new FakeSystemsOptions { FulfilmentRaceWindow = TimeSpan.FromMilliseconds(40) });
        await using var shop = Connect(fakes);
        var shipment = ShipmentOf(await FirstOrderAsync(shop));

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.ExecuteAsync(shipment)));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome == EffectOutcome.AlreadyApplied).ShouldBe(4);
        fakes.ReadLedger().ShopFulfilments[shipment.Document.Orders[0].Id].ShouldBe(1);
    }

    [Fact]
    public async Task Two_shipments_that_share_a_tracking_number_are_two()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes);
        var order = await FirstOrderAsync(shop);
        var line = order.Lines.First(line => line.Quantity.Value >= 2);

        foreach (var number in (string[])["SHP-1", "SHP-2"])
        {
            (await shop.ExecuteAsync(Documents.Shipment(number, order.Number, "PICKUP", (line.Id, 1)))).Outcome.ShouldBe(EffectOutcome.Applied);
        }

        fakes.ReadLedger().ShopFulfilments[order.Number].ShouldBe(2);
    }

    [Fact]
    public async Task Shipping_shows_up_when_the_order_is_read_again()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes);
        var before = await FirstOrderAsync(shop);

        await shop.ExecuteAsync(ShipmentOf(before));

        var after = (await shop.FindAsync(before.Number))!;
        after.Document!.Lines.ShouldAllBe(line => line.Quantities!.Shipped == line.Quantity.Value);
        after.Document.Dates.Modified.ShouldBe(before.Dates.Modified, "shipping does not move updatedAt");
        after.SourceVersion!.Value.ShouldBeGreaterThan(before.Dates.Modified!.Value.UtcTicks);
    }

    [Fact]
    public async Task A_shipment_of_two_orders_is_told_to_both_and_a_rest_is_caught_up()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes);
        var orders = (await shop.ReadAsync(Checkpoint.Start, 100)).Changes.Select(change => change.Document!)
            .Where(order => order.Statuses[0].Raw == "PaymentSettled").Take(2).ToList();
        orders.Count.ShouldBe(2);
        var one = ShipmentOf(orders[0]).Document;
        var both = new ReportShipment(one with
        {
            Orders = [.. orders.Select(order => new Canonical.DocumentReference { Id = order.Number })],
            Lines = [.. one.Lines, .. ShipmentOf(orders[1]).Document.Lines.Select(line => line with { Id = "second-" + line.Id })],
        });
        fakes.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, FaultKind.ResetAfterCommit) { BodyContains = $"\"orderLineId\":\"{orders[1].Lines[0].Id}\"" });

        await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(both));
        (await shop.ProbeAsync(both)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await shop.ExecuteAsync(both)).Outcome.ShouldBe(EffectOutcome.Applied);

        orders.ShouldAllBe(order => fakes.ReadLedger().ShopFulfilments[order.Number] == 1);
    }

    [Fact]
    public async Task A_line_is_found_by_its_SKU_when_the_shipment_does_not_name_it()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes);
        var order = await FirstOrderAsync(shop);
        var line = order.Lines[0];
        var document = Documents.Shipment("SHP-1", order.Number, null, ("unknown", 1)).Document;

        var bySku = document with { Lines = [document.Lines[0] with { Item = line.Item }] };
        (await shop.ExecuteAsync(new ReportShipment(document))).Error!.Pointer.ShouldBe("/lines/0/order/lineId");
        (await shop.ExecuteAsync(new ReportShipment(bySku))).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Theory]
    [InlineData(0.5, "/lines/0/quantity/value")]
    [InlineData(-1, "/lines/0/quantity/value")]
    [InlineData(0, "/lines")]
    public async Task What_the_shop_cannot_count_is_refused_before_it_is_asked(decimal pieces, string pointer)
    {
        await using var shop = TestShop.Replaying();

        var error = (await shop.ExecuteAsync(Documents.Shipment("SHP-1", "X", null, ("1", pieces)))).Error!;

        (error.Kind, error.Pointer).ShouldBe((ErrorKind.Validation, pointer));
    }

    [Fact]
    public async Task A_unit_the_shop_does_not_count_in_names_the_field_the_unit_and_the_option()
    {
        await using var shop = TestShop.Replaying();
        var shipment = Documents.Shipment("SHP-1", "X", null, ("1", 2)).Document;

        var error = (await shop.ExecuteAsync(new ReportShipment(shipment with { Lines = [shipment.Lines[0] with { Quantity = Canonical.Quantity.Of(2, "MTR") }] }))).Error!;

        (error.Kind, error.Pointer).ShouldBe((ErrorKind.Validation, "/lines/0/quantity/unit"));
        error.Message.ShouldContain("'MTR'");
        error.Message.ShouldContain("PieceUnits");
    }

    [Fact]
    public async Task A_handler_the_shop_does_not_have_names_the_option()
    {
        await using var fakes = await StartAsync();
        await using var shop = Connect(fakes, options => options.FulfilmentHandler = "no-such-handler");

        var error = (await shop.ExecuteAsync(ShipmentOf(await FirstOrderAsync(shop)))).Error!;

        error.Kind.ShouldBe(ErrorKind.Permanent);
        error.Message.ShouldContain("Crossdock:Connections:shop:FulfilmentHandler");
    }

    [Fact]
    public async Task A_fulfilment_that_cannot_be_moved_is_said_to_be_there()
    {
        var calls = new Queue<JsonNode>(
        [
            JsonNode.Parse("""{"data":{"orders":{"items":[{"id":"1","code":"A","lines":[{"id":"1","quantity":1,"productVariant":{"id":"1","sku":"S"}}],"fulfillments":[{"id":"7","state":"Created","method":"DHL (SHP-1)","trackingCode":""}]}]}}}""")!,
            JsonNode.Parse("""{"data":{"transitionFulfillmentToState":{"__typename":"FulfillmentStateTransitionError","errorCode":"FULFILLMENT_STATE_TRANSITION_ERROR"}}}""")!,
        ]);
        await using var shop = TestShop.With(new GraphQlHandler(_ => (200, calls.Dequeue())));

        var error = (await shop.ExecuteAsync(Documents.Shipment("SHP-1", "A", null, ("1", 1)))).Error!;

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("Fulfilment 7 of order 'A' is there");
    }

    internal static Task<FakeSystems> StartAsync(FakeSystemsOptions? options = null) => PlacedAsync(FakeSystems.StartAsync(options));

    internal static TestShop Connect(FakeSystems fakes, Action<VendureOptions>? configure = null) =>
        TestShop.At(new Uri(fakes.ShopAddress, "admin-api"), Key, configure, TimeProvider.System);

    internal static async Task<Canonical.Order> FirstOrderAsync(TestShop shop) =>
        (await shop.ReadAsync(Checkpoint.Start, 100)).Changes.Select(change => change.Document.ShouldNotBeNull())
            .First(order => order.Statuses[0].Raw == "PaymentSettled" && order.Lines.Any(line => line.Quantity.Value >= 2));

    private static ReportShipment ShipmentOf(Canonical.Order order) =>
        Documents.Shipment("SHP-" + order.Number, order.Number, "TRACK-1", [.. order.Lines.Select(line => (line.Id, line.Quantity.Value))]);

    private static async Task<FakeSystems> PlacedAsync(Task<FakeSystems> starting)
    {
        var fakes = await starting;
        fakes.PlaceCapturedOrders();
        fakes.PlaceGeneratedOrders(seed: 7, from: 0, count: 20);
        return fakes;
    }

    private static string OrderOf(string capture) => (string)Capture.Order(capture)["code"]!;
}
