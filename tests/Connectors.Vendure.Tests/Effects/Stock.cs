using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Vendure.Tests.Effects;

/// <summary>Absolute stock to the shop.</summary>
public class Stock
{
    [Fact]
    public async Task Absolute_stock_is_set_by_SKU_and_mapped_location()
    {
        await using var shop = TestShop.Replaying("stock", "stock-2", "stock-probe");
        var stock = Documents.Stock(("834444", "WH-1", 42));

        (await shop.ExecuteAsync(stock)).Outcome.ShouldBe(EffectOutcome.Applied);
        (await shop.ProbeAsync(stock)).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task A_location_that_is_not_mapped_is_found_by_its_name_and_both_ids_are_remembered()
    {
        var handler = GraphQlHandler.Replaying("stock", "stock-by-location-name", "stock-by-location-name-2", "stock-by-location-name-2");
        await using var shop = TestShop.With(handler);
        var stock = Documents.Stock(("834444", "Default Stock Location", 43));

        (await shop.ExecuteAsync(stock)).Outcome.ShouldBe(EffectOutcome.Applied);
        (await shop.ExecuteAsync(stock)).Outcome.ShouldBe(EffectOutcome.Applied);

        handler.Calls.Select(call => call.Operation).ShouldBe(["CrossdockVariants", "CrossdockStockLocations", "CrossdockSetStock", "CrossdockSetStock"]);
    }

    [Fact]
    public async Task An_unknown_SKU_is_not_found_and_names_it()
    {
        await using var shop = TestShop.Replaying("stock-unknown-sku");

        var error = (await shop.ExecuteAsync(Documents.Stock(("NO-SUCH-SKU", "WH-1", 42)))).Error!;

        error.Kind.ShouldBe(ErrorKind.NotFound);
        error.Message.ShouldContain("NO-SUCH-SKU");
    }

    [Fact]
    public async Task An_unknown_location_names_the_option()
    {
        await using var shop = TestShop.Replaying("stock", "stock-unknown-location");

        (await shop.ExecuteAsync(Documents.Stock(("834444", "NOWHERE", 42)))).Error!.Message.ShouldContain("Crossdock:Connections:shop:StockLocations");
    }

    [Fact]
    public async Task One_unknown_id_rolls_the_whole_batch_back_so_it_is_looked_up_anew()
    {
        var calls = 0;
        await using var shop = TestShop.With(new GraphQlHandler(call => call.Operation switch
        {
            "CrossdockVariants" => (200, Variants(calls++ == 0 ? "99999" : "7")),
            _ when (string)call.Variables["input"]![0]!["id"]! == "99999" => (200, Capture.Load("error-unknown-variant").Body.DeepClone()),
            _ => (200, Capture.Load("stock-2").Body.DeepClone()),
        }));
        var stock = Documents.Stock(("834444", "WH-1", 42));

        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(stock))).Kind.ShouldBe(ErrorKind.Transient);
        (await shop.ExecuteAsync(stock)).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task Levels_of_several_documents_go_out_in_one_look_up_and_one_call()
    {
        var handler = new GraphQlHandler(call => call.Operation switch
        {
            "CrossdockVariants" => (200, Variants([("834444", "7"), ("L2201308", "1")])),
            _ => (200, Capture.Load("stock-2").Body.DeepClone()),
        });
        await using var shop = TestShop.With(handler, options => options.StockLocations["WH-2"] = "2");

        var results = await shop.ExecuteBatchAsync(
            Documents.Stock(("834444", "WH-1", 1)), Documents.Stock(("NO-SUCH-SKU", "WH-1", 2)), Documents.Stock(("L2201308", "WH-1", 3)), Documents.Stock(("834444", "WH-2", 4)));

        results.Select(result => result.Result!.Outcome).ShouldBe([EffectOutcome.Applied, EffectOutcome.Rejected, EffectOutcome.Applied, EffectOutcome.Applied]);
        results[1].Result!.Error!.Message.ShouldContain("NO-SUCH-SKU");
        handler.Calls.Count(call => call.Operation == "CrossdockSetStock").ShouldBe(1);
        JsonNode.DeepEquals(
            handler.Calls.Last().Variables["input"],
            JsonNode.Parse("""
            [{"id":"7","stockLevels":[{"stockLocationId":"1","stockOnHand":1},{"stockLocationId":"2","stockOnHand":4}]},{"id":"1","stockLevels":[{"stockLocationId":"1","stockOnHand":3}]}]
            """)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_variant_deleted_meanwhile_refuses_the_batch_and_its_halves_are_looked_up_anew()
    {
        var isDeleted = false;
        await using var shop = TestShop.With(new GraphQlHandler(call => call.Operation switch
        {
            "CrossdockVariants" => (200, isDeleted ? Variants([("834444", "7")]) : Variants([("834444", "7"), ("L2201308", "99999")])),
            _ when call.Variables["input"]!.AsArray().Any(entry => (string)entry!["id"]! == "99999") => (200, Capture.Load("error-unknown-variant").Body.DeepClone()),
            _ => (200, Capture.Load("stock-2").Body.DeepClone()),
        }));
        var (known, deleted) = (Documents.Stock(("834444", "WH-1", 1)), Documents.Stock(("L2201308", "WH-1", 2)));

        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteBatchAsync(known, deleted))).Kind.ShouldBe(ErrorKind.NotFound);
        isDeleted = true;

        var halves = await shop.ExecuteBatchAsync(known, deleted);
        halves.Select(result => result.Result!.Outcome).ShouldBe([EffectOutcome.Applied, EffectOutcome.Rejected]);
    }

    [Fact]
    public async Task A_SKU_that_moved_to_another_variant_is_looked_up_again_after_an_hour()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));
        var variant = "7";
        var handler = new GraphQlHandler(call => call.Operation == "CrossdockVariants" ? (200, Variants(variant)) : (200, Capture.Load("stock-2").Body.DeepClone()));
        await using var shop = TestShop.With(handler, time: time);
        await shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", 1)));
        variant = "8";

        time.Advance(TimeSpan.FromMinutes(59));
        await shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", 2)));
        ((string)handler.Calls.Last().Variables["input"]![0]!["id"]!).ShouldBe("7");

        time.Advance(TimeSpan.FromMinutes(2));
        await shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", 3)));
        ((string)handler.Calls.Last().Variables["input"]![0]!["id"]!).ShouldBe("8");
    }

    [Fact]
    public async Task The_shop_takes_negative_stock_so_it_is_sent_as_none()
    {
        var handler = Taking();
        await using var shop = TestShop.With(handler);

        await shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", -5)));

        ((int)handler.Calls.Last().Variables["input"]![0]!["stockLevels"]![0]!["stockOnHand"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Bins_of_one_item_and_location_are_added_up()
    {
        var handler = Taking();
        await using var shop = TestShop.With(handler);

        await shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", 5), ("834444", "WH-1", 7)));

        JsonNode.DeepEquals(
            handler.Calls.Last().Variables["input"],
            JsonNode.Parse("""[{"id":"7","stockLevels":[{"stockLocationId":"1","stockOnHand":12}]}]""")).ShouldBeTrue();
    }

    [Fact]
    public async Task Variants_that_share_a_SKU_are_a_conflict()
    {
        await using var shop = TestShop.With(GraphQlHandler.Always(200, JsonNode.Parse(
            """{"data":{"productVariants":{"items":[{"id":"7","sku":"834444","stockLevels":[]},{"id":"8","sku":"834444","stockLevels":[]}]}}}""")!));

        var exception = await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(Documents.Stock(("834444", "WH-1", 1))));

        exception.Kind.ShouldBe(ErrorKind.Conflict);
        exception.Message.ShouldContain("834444");
    }

    [Fact]
    public async Task What_cannot_be_published_names_the_field()
    {
        await using var shop = TestShop.Replaying();
        var noBucket = Documents.Stock(("A", "WH-1", 1)).Document;
        noBucket = noBucket with { Positions = [noBucket.Positions[0] with { Buckets = new Canonical.InventoryBuckets { Available = 3 } }] };

        (await shop.ExecuteAsync(Documents.Stock((null, "WH-1", 1)))).Error!.Pointer.ShouldBe("/positions/0/item/sellerItemId");
        (await shop.ExecuteAsync(Documents.Stock(("A", "WH-1", 1.5m)))).Error!.Pointer.ShouldBe("/positions");
        var metres = noBucket with { Positions = [noBucket.Positions[0] with { Unit = "MTR" }] };
        (await shop.ExecuteAsync(new PublishInventory(metres))).Error!.Pointer.ShouldBe("/positions/0/unit");
        (await shop.ExecuteAsync(new PublishInventory(noBucket))).Error!.Pointer.ShouldBe("/positions/0/buckets");
        (await shop.ExecuteAsync(new PublishInventory(noBucket with { Kind = Canonical.InventoryKind.Movement }))).Error!.Pointer.ShouldBe("/kind");
    }

    [Fact]
    public async Task An_in_doubt_level_is_probed_by_its_value()
    {
        await using var fakes = await Shipments.StartAsync();
        await using var shop = Shipments.Connect(fakes, options => options.StockBucket = VendureStockBucket.OnHand);
        var (before, after) = (Documents.Stock(("834444", "WH-1", 42)), Documents.Stock(("834444", "WH-1", 41)));
        await shop.ExecuteAsync(before);
        fakes.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, FaultKind.ErrorAfterCommit));

        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(after))).Kind.ShouldBe(ErrorKind.UnknownOutcome);

        (await shop.ProbeAsync(after)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await shop.ProbeAsync(before)).Outcome.ShouldBe(ProbeOutcome.NotFound);
    }

    /// <summary>A shop that knows one variant and takes any stock.</summary>
    private static GraphQlHandler Taking() => new(call => (200, call.Operation == "CrossdockVariants" ? Variants("7") : Capture.Load("stock-2").Body.DeepClone()));

    private static JsonNode Variants(string id)
    {
        var variants = Capture.Load("stock").Body.DeepClone();
        variants["data"]!["productVariants"]!["items"]![0]!["id"] = id;
        return variants;
    }

    private static JsonNode Variants(params (string Sku, string Id)[] known)
    {
        var variants = Capture.Load("stock").Body.DeepClone();
        var items = variants["data"]!["productVariants"]!["items"]!.AsArray();
        var one = items[0]!;
        items.Clear();
        foreach (var (sku, id) in known)
        {
            var item = one.DeepClone();
            (item["sku"], item["id"]) = (sku, id);
            items.Add(item);
        }

        return variants;
    }
}
