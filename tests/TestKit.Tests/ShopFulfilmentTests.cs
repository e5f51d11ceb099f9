using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

public sealed class ShopFulfilmentTests
{
    private const string Code = "FTF8VHV834SBBD19";

    [Fact]
    public async Task Shipping_changes_the_state_but_not_updatedAt()
    {
        await using var systems = await StartAsync(TimeSpan.Zero);
        using var client = new FakeClient(systems);
        var before = await OrderAsync(client);

        var first = await FulfilAsync(client, ("1", 1), ("2", 2));
        ((string)first["__typename"]!, (string)first["state"]!).ShouldBe(("Fulfillment", "Pending"));
        (await MoveAsync(client, first, "Shipped"))["nextStates"]!.ToJsonString().ShouldBe("""["Delivered","Cancelled"]""");
        ((string)(await OrderAsync(client))["state"]!).ShouldBe("PartiallyShipped");

        var rest = await FulfilAsync(client, ("2", 1), ("3", 2));
        await MoveAsync(client, rest, "Shipped");
        ((string)(await OrderAsync(client))["state"]!).ShouldBe("Shipped");
        await MoveAsync(client, rest, "Delivered");
        ((string)(await OrderAsync(client))["state"]!).ShouldBe("PartiallyDelivered");
        await MoveAsync(client, first, "Delivered");

        var after = await OrderAsync(client);
        ((string)after["state"]!).ShouldBe("Delivered");
        ((string)after["updatedAt"]!).ShouldBe((string)before["updatedAt"]!);
        systems.ReadLedger().ShopFulfilments.ShouldBe([new(Code, 2)]);
    }

    [Fact]
    public async Task More_than_is_left_is_refused_one_after_the_other()
    {
        await using var systems = await StartAsync(TimeSpan.Zero);
        using var client = new FakeClient(systems);
        await FulfilAsync(client, ("2", 2));

        var refused = await FulfilAsync(client, ("2", 2));

        ((string)refused["__typename"]!, (string)refused["errorCode"]!).ShouldBe(("ItemsAlreadyFulfilledError", "ITEMS_ALREADY_FULFILLED_ERROR"));
        systems.ReadLedger().ShopFulfilments.ShouldBe([new(Code, 1)]);
    }

    [Fact]
    public async Task Overlapping_duplicates_are_all_accepted()
    {
        await using var systems = await StartAsync(TimeSpan.FromMilliseconds(300));
        using var client = new FakeClient(systems);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => FulfilAsync(client, ("1", 1), ("2", 3), ("3", 2))));

        answers.Select(answer => (string)answer["__typename"]!).ShouldBe(["Fulfillment", "Fulfillment", "Fulfillment"]);
        systems.ReadLedger().ShopFulfilments.ShouldBe([new(Code, 3)]);
    }

    [Fact]
    public async Task A_cancelled_fulfilment_frees_its_lines_and_leaves_the_ledger()
    {
        await using var systems = await StartAsync(TimeSpan.Zero);
        using var client = new FakeClient(systems);
        var fulfilment = await FulfilAsync(client, ("1", 1));

        await MoveAsync(client, fulfilment, "Cancelled");
        systems.ReadLedger().ShopFulfilments.ShouldBeEmpty();
        ((string)(await FulfilAsync(client, ("1", 1)))["__typename"]!).ShouldBe("Fulfillment");
    }

    [Fact]
    public async Task Refusals_are_union_members()
    {
        await using var systems = await StartAsync(TimeSpan.Zero);
        using var client = new FakeClient(systems);
        ((string)(await FulfilAsync(client))["errorCode"]!).ShouldBe("EMPTY_ORDER_LINE_SELECTION_ERROR");
        ((string)(await FulfilAsync(client, ("1", 0)))["errorCode"]!).ShouldBe("EMPTY_ORDER_LINE_SELECTION_ERROR");

        var fulfilment = await FulfilAsync(client, ("1", 1));
        await MoveAsync(client, fulfilment, "Shipped");
        var again = await MoveAsync(client, fulfilment, "Shipped");
        ((string)again["__typename"]!).ShouldBe("FulfillmentStateTransitionError");
        ((string)again["transitionError"]!).ShouldBe("Cannot transition Fulfillment from \"Shipped\" to \"Shipped\"");

        await client.DataAsync("""mutation { updateProductVariants(input:[{id:"7", stockOnHand:1}]) { id } }""");
        var short_ = await FulfilAsync(client, ("2", 2));
        ((string)short_["errorCode"]!, (int)short_["stockOnHand"]!).ShouldBe(("INSUFFICIENT_STOCK_ON_HAND_ERROR", 1));
    }

    [Fact]
    public async Task A_note_is_not_deduplicated_and_can_be_found_in_the_history()
    {
        await using var systems = await StartAsync(TimeSpan.Zero);
        using var client = new FakeClient(systems);
        for (var i = 0; i < 2; i++)
        {
            await client.DataAsync("""mutation { addNoteToOrder(input:{id:"1", note:"invoice INV-1", isPublic:true}) { id } }""");
        }

        var notes = await client.DataAsync("""{ order(id:"1") { history(options:{filter:{type:{eq:"ORDER_NOTE"}}}) { totalItems items { data } } } }""");
        notes["order"]!["history"]!.ToJsonString().ShouldBe("""{"totalItems":2,"items":[{"data":{"note":"invoice INV-1"}},{"data":{"note":"invoice INV-1"}}]}""");
        systems.ReadLedger().ShopNotes.ShouldBe([new(Code, 2)]);
    }

    private static async Task<JsonNode> OrderAsync(FakeClient client) => (await client.DataAsync("""{ order(id:"1") { state updatedAt } }"""))["order"]!;

    private static async Task<JsonNode> FulfilAsync(FakeClient client, params (string Line, int Quantity)[] lines)
    {
        var input = new JsonObject
        {
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject { ["orderLineId"] = line.Line, ["quantity"] = line.Quantity })]),
            ["handler"] = JsonNode.Parse("""{"code":"manual-fulfillment","arguments":[{"name":"method","value":"DHL Paket"},{"name":"trackingCode","value":"JJD1"}]}"""),
        };
        return (await client.DataAsync(ShopQueries.Fulfil, new JsonObject { ["i"] = input }))["addFulfillmentToOrder"]!;
    }

    private static async Task<JsonNode> MoveAsync(FakeClient client, JsonNode fulfilment, string state) =>
        (await client.DataAsync(ShopQueries.Move, new JsonObject { ["id"] = (string)fulfilment["id"]!, ["s"] = state }))["transitionFulfillmentToState"]!;

    private static async Task<FakeSystems> StartAsync(TimeSpan raceWindow)
    {
        var systems = await FakeSystems.StartAsync(new FakeSystemsOptions { FulfilmentRaceWindow = raceWindow }, TestContext.Current.CancellationToken);
        systems.PlaceCapturedOrders();
        return systems;
    }
}
