using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests.Effects;

/// <summary>A shipment is told once and whole, whatever is sent again, lost or cut off.</summary>
public class Shipments
{
    private const string Order = "order_1";

    [Fact]
    public async Task A_shipment_is_packed_and_shipped_with_its_tracking_number()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;

        var result = await shop.DoAsync(Documents.Shipment("SHP-1", Order, "JJD01", (Line(fake, "T-SHIRT-S"), null, 2), (null, "MUG-300ML", 1)), "SHP-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        var fulfilment = fake.Fulfilments.ShouldHaveSingleItem();
        fulfilment["shipped_at"].ShouldNotBeNull();
        fulfilment["items"]!.AsArray().Sum(item => FakeShop.Number(item!, "quantity")).ShouldBe(3);
        fulfilment["labels"]!.ToJsonString().ShouldBe("""[{"tracking_number":"JJD01","tracking_url":"","label_url":""}]""");
    }

    [Fact]
    public async Task Labels_have_all_three_members_because_the_shop_refuses_one_without_and_none_is_sent_where_there_is_no_number()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;

        (await shop.DoAsync(Documents.Shipment("SHP-1", Order, null, (null, "MUG-300ML", 1)), "SHP-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        fake.Fulfilments.Single()["labels"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Parallel_deliveries_of_a_shipment_which_the_shop_would_take_twice_make_one_fulfilment()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        fake.Handler.Takes = TimeSpan.FromMilliseconds(30);
        var shipment = Documents.Shipment("SHP-1", Order, "JJD01", (null, "T-SHIRT-S", 1));

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.DoAsync(shipment, "SHP-1")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome == EffectOutcome.AlreadyApplied).ShouldBe(4);
        fake.Fulfilments.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    public async Task A_call_that_was_lost_after_it_was_done_is_finished_and_never_done_twice(int lost, int errors)
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        (fake.AnswersToLose, fake.ErrorsAfterDone) = (lost, errors);
        var shipment = Documents.Shipment("SHP-1", Order, "JJD01", (null, "T-SHIRT-S", 2));

        EffectOutcome? outcome = null;
        for (var attempt = 0; outcome is null && attempt < 5; attempt++)
        {
            try
            {
                outcome = (await shop.ProbeAsync(shipment, "SHP-1")).Outcome == ProbeOutcome.Found ? EffectOutcome.AlreadyApplied : (await shop.DoAsync(shipment, "SHP-1")).Outcome;
            }
            catch (ConnectorException exception)
            {
                exception.Kind.ShouldBe(ErrorKind.UnknownOutcome);
            }
        }

        outcome.ShouldNotBeNull();
        fake.Fulfilments.ShouldHaveSingleItem()["shipped_at"].ShouldNotBeNull();
        (await shop.ProbeAsync(shipment, "SHP-1")).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task A_fulfilment_that_is_packed_and_not_shipped_has_not_happened_and_is_finished()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        var shipment = Documents.Shipment("SHP-1", Order, "JJD01", (null, "T-SHIRT-S", 2));
        await shop.DoAsync(shipment, "SHP-1");
        fake.Fulfilments.Single()["shipped_at"] = null;

        (await shop.ProbeAsync(shipment, "SHP-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await shop.DoAsync(shipment, "SHP-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        fake.Fulfilments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_shipment_told_before_with_other_pieces_is_not_passed_off_as_this_one()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        await shop.DoAsync(Documents.Shipment("SHP-1", Order, "JJD01", (null, "T-SHIRT-S", 1)), "SHP-1");
        var changed = Documents.Shipment("SHP-1", Order, "JJD02", (null, "T-SHIRT-S", 2));

        var result = await shop.DoAsync(changed, "SHP-1");

        (result.Outcome, result.Error!.Kind, result.Error.Pointer).ShouldBe((EffectOutcome.Rejected, ErrorKind.Conflict, "/lines"));
        (await shop.ProbeAsync(changed, "SHP-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        fake.Fulfilments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_fulfilment_that_was_cancelled_at_the_shop_does_not_count()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        var shipment = Documents.Shipment("SHP-1", Order, "JJD01", (null, "T-SHIRT-S", 1));
        await shop.DoAsync(shipment, "SHP-1");
        fake.Fulfilments.Single()["canceled_at"] = FakeShop.Text(TestShop.Now);

        (await shop.DoAsync(shipment, "SHP-1")).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task A_location_of_ours_goes_out_as_the_shops_and_an_unknown_one_is_refused()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        var shipment = Documents.Shipment("SHP-1", Order, null, (null, "T-SHIRT-S", 1));

        await shop.DoAsync(new ReportShipment(shipment.Document with { Location = new LocationReference { Code = "WH-1" } }), "SHP-1");
        var refused = await shop.DoAsync(new ReportShipment(shipment.Document with { Number = "SHP-2", Location = new LocationReference { Code = "WH-9" } }), "SHP-2");

        ((string)fake.Fulfilments.ShouldHaveSingleItem()["location_id"]!).ShouldBe("sloc_1");
        (refused.Error!.Pointer, refused.Error.Message.Contains("'WH-9'", StringComparison.Ordinal)).ShouldBe(("/location/code", true));
    }

    [Fact]
    public async Task What_cannot_be_shipped_names_the_field_the_value_and_where_to_correct_it()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        var good = Documents.Shipment("SHP-1", Order, null, (null, "T-SHIRT-S", 1)).Document;
        (Shipment Document, string Pointer, string Said)[] cases =
        [
            (good with { Orders = [new DocumentReference { Id = "order_9" }], Lines = [good.Lines[0] with { Order = null }] }, "/orders", "order_9"),
            (good with { Orders = [], Lines = [good.Lines[0] with { Order = null }] }, "/lines/0/order", "Name the order"),
            (good with { Lines = [good.Lines[0] with { Item = new ItemReference { SellerItemId = "NOPE" } }] }, "/lines/0/order/lineId", "'NOPE'"),
            (good with { Lines = [good.Lines[0] with { Quantity = Quantity.Of(1, "KGM") }] }, "/lines/0/quantity/unit", "'KGM'"),
            (good with { Lines = [good.Lines[0] with { Quantity = Quantity.Of(0) }] }, "/lines", "zero"),
            (good with { Lines = [good.Lines[0] with { Quantity = Quantity.Of(4) }] }, "/lines", "4 are to be shipped and 3 are left"),
        ];
        foreach (var (document, pointer, said) in cases)
        {
            var result = await shop.DoAsync(new ReportShipment(document), "SHP-1");

            (result.Outcome, result.Error!.Pointer).ShouldBe((EffectOutcome.Rejected, pointer));
            result.Error.Message.ShouldContain(said);
        }

        fake.Fulfilments.ShouldBeEmpty();
    }

    private static string Line(FakeShop fake, string sku) => (string)fake[Order]["items"]!.AsArray().Single(line => (string)line!["variant_sku"]! == sku)!["id"]!;

    private static (FakeShop Fake, TestShop Shop) Shop()
    {
        var fake = new FakeShop();
        fake.Add(Order)["fulfillments"] = new JsonArray();
        return (fake, new TestShop(fake.Handler));
    }
}
