using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Medusa;

/// <summary>What this shop does that others do not, and that the connector holds against it.</summary>
[Collection(SharedMedusa.Name)]
public class PitfallTests(LiveMedusa live)
{
    [Fact]
    public async Task Capturing_does_not_move_updated_at_of_the_order()
    {
        var shop = live.System;
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", null, ("BOOK-1", 1));
        using var desk = shop.Administer();
        var before = (string)(await desk.GetAsync($"admin/orders/{placed.Id}"))["order"]!["updated_at"]!;

        await OrderLifeTests.CaptureAsync(shop, placed.Id);

        ((string)(await desk.GetAsync($"admin/orders/{placed.Id}"))["order"]!["updated_at"]!).ShouldBe(before, "if it moves now, orders need not be read again");
    }

    [Fact]
    public async Task Two_sort_keys_are_answered_with_500_and_an_unknown_parameter_with_everything()
    {
        using var desk = live.System.Administer();

        (await desk.AnswerAsync(HttpMethod.Get, "admin/orders?order=updated_at,id&fields=id", null)).Status.ShouldBe(500);
        (await desk.AnswerAsync(HttpMethod.Get, "admin/orders?updated_since=2099-01-01&fields=id", null)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/fulfillments")]
    [InlineData("/shipments")]
    public async Task A_shipment_whose_answer_is_lost_after_it_was_done_is_there_once(string ending)
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop);
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", null, ("BOOK-1", 3));
        var number = "LOST" + ending.Replace('/', '-');
        var shipment = ShopDocuments.Shipment(number, placed.Id, ("BOOK-1", 2));
        connection.Network.Lose(ending);

        (await Should.ThrowAsync<ConnectorException>(() => connection.ExecuteAsync(shipment, number))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        connection.Network.Lost.ShouldBe(1);
        if ((await connection.ProbeAsync(shipment, number)).Outcome == ProbeOutcome.NotFound)
        {
            (await connection.ExecuteAsync(shipment, number)).Outcome.ShouldBe(EffectOutcome.Applied);
        }

        (await connection.ProbeAsync(shipment, number)).Outcome.ShouldBe(ProbeOutcome.Found);
        using var desk = shop.Administer();
        (await desk.GetAsync($"admin/orders/{placed.Id}?fields=id,*fulfillments"))["order"]!["fulfillments"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_that_the_shop_would_pay_twice_is_paid_once()
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop);
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", null, ("BOOK-1", 1));
        await OrderLifeTests.CaptureAsync(shop, placed.Id);
        connection.Network.Lose("/refund");
        var refund = ShopDocuments.Refund("LOST-RF", placed.Id, 3m);

        (await Should.ThrowAsync<ConnectorException>(() => connection.ExecuteAsync(refund, "LOST-RF"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await connection.ProbeAsync(refund, "LOST-RF")).Outcome.ShouldBe(ProbeOutcome.Found);
        var again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => connection.ExecuteAsync(refund, "LOST-RF")));

        again.ShouldAllBe(result => result.Outcome == EffectOutcome.AlreadyApplied);
        (await connection.FindAsync(placed.Id)).Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Parallel_fulfilments_of_which_the_shop_takes_more_than_one_make_one()
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop);
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", null, ("BOOK-1", 1));
        var shipment = ShopDocuments.Shipment("PAR-1", placed.Id, ("BOOK-1", 1));

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => connection.ExecuteAsync(shipment, "PAR-1")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        (await connection.FindAsync(placed.Id)).Lines[0].Quantities!.Shipped.ShouldBe(1);
    }

    [Fact]
    public async Task Stock_is_set_and_made_per_location_and_nowhere_else()
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop, options => options.StockLocations["GONE"] = "sloc_gone");

        (await connection.ExecuteAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.Location, 77), "s1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await connection.ExecuteAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.SecondLocation, 5), "s2")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await connection.ProbeAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.SecondLocation, 5), "s2")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await connection.ExecuteAsync(ShopDocuments.Stock("BOOK-1", "GONE", 5), "s3")).Outcome.ShouldBe(EffectOutcome.Rejected);
        (await connection.ExecuteAsync(ShopDocuments.Stock("NOPE", MedusaSeed.Location, 5), "s4")).Outcome.ShouldBe(EffectOutcome.Rejected);
        (await connection.ExecuteAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.Location, -4), "s5")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await connection.ProbeAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.Location, 0), "s5")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await connection.ExecuteAsync(ShopDocuments.Stock("BOOK-1", MedusaSeed.Location, 1000), "s6")).Outcome.ShouldBe(EffectOutcome.Applied);
    }
}
