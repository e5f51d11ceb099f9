using System.Net;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.TestKit.Tests;

public sealed class ShopTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Captured_orders_come_back_verbatim()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceCapturedOrders(keepTimestamps: true).Placed.ShouldBe(6);

        foreach (var captured in VendureOrders.Captured())
        {
            var served = await client.DataAsync($"query($id:ID!){{ order(id:$id){{ {ShopQueries.Order} }} }} {ShopQueries.Discount}", new JsonObject { ["id"] = (string)captured["id"]! });
            JsonNode.DeepEquals(served["order"], captured).ShouldBeTrue($"{served["order"]!.ToJsonString()}\n{captured.ToJsonString()}");
        }
    }

    [Fact]
    public async Task Only_selected_fields_are_returned_and_aliases_name_them()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceCapturedOrders();

        var data = await client.DataAsync("""query Two($a:ID!){ first:order(id:$a){ number:code __typename } none:order(id:"999999"){ id } }""", new JsonObject { ["a"] = "1" });

        data.ToJsonString().ShouldBe("""{"first":{"number":"FTF8VHV834SBBD19","__typename":"Order"},"none":null}""");
    }

    [Fact]
    public async Task Placing_is_idempotent_by_code_and_stamps_the_time()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceGeneratedOrders(seed: 3, from: 0, count: 5).Placed.ShouldBe(5);
        var again = await client.OwnAsync(HttpMethod.Post, "/control/orders", JsonNode.Parse("""{"generate":{"seed":3,"from":3,"count":4}}"""));

        ((int)again.Body["placed"]!, (int)again.Body["existing"]!).ShouldBe((2, 2));
        var orders = (await client.DataAsync(ShopQueries.List))["orders"]!;
        ((int)orders["totalItems"]!).ShouldBe(7);
        orders["items"]!.AsArray().ShouldAllBe(order => (string)order!["updatedAt"]! == "2026-12-01T09:00:00.000Z");
        orders["items"]!.AsArray().Select(order => (string)order!["id"]!).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task An_updatedAt_cursor_with_ties_pages_through_everything()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        for (var i = 0; i < 4; i++)
        {
            systems.PlaceGeneratedOrders(seed: 5, from: i * 3, count: 3);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var (seen, skip) = (new List<string>(), 0);
        while (true)
        {
            var page = await ListAsync(client, $$$"""{"take":5,"skip":{{{skip}}},"sort":{"updatedAt":"ASC"},"filter":{"active":{"eq":false} } }""");
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(order => (string)order["code"]!));
            skip += page.Count;
        }

        seen.ShouldBe(Enumerable.Range(0, 12).Select(index => (string)VendureOrders.Generate(5, index)["code"]!));
        (await ListAsync(client, """{"filter":{"updatedAt":{"after":"2026-12-01T09:00:00.001Z"}}}""")).Count.ShouldBe(6);
        (await ListAsync(client, """{"filter":{"_or":[{"updatedAt":{"after":"2026-12-01T09:00:00.002Z"}},{"_and":[{"updatedAt":{"eq":"2026-12-01T09:00:00.002Z"}},{"id":{"notEq":"1"}}]}]}}""")).Count.ShouldBe(6);
    }

    [Fact]
    public async Task An_order_is_found_by_its_code()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceCapturedOrders();

        (await ListAsync(client, """{"filter":{"code":{"eq":"9VN62QFPEF4N4ULX"}}}""")).Single()["id"]!.GetValue<string>().ShouldBe("6");
        (await ListAsync(client, """{"filter":{"code":{"in":["9VN62QFPEF4N4ULX","nope"]}}}""")).Count.ShouldBe(1);
        (await ListAsync(client, """{"filter":{"code":{"eq":"nope"}}}""")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ orders { nope } }", 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ orders }", 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ nope { id } }", 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("mutation { addFulfillmentToOrder(input:{lines:[]}) { id } }", 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ orders { items ", 400, "GRAPHQL_PARSE_FAILED")]
    [InlineData("query A { orders { totalItems } } query B { orders { totalItems } }", 400, "OPERATION_RESOLUTION_FAILURE")]
    [InlineData("query($id:ID!){ order(id:$id){ id } }", 200, "BAD_USER_INPUT")]
    [InlineData("{ orders(options:{take:1001}) { totalItems } }", 200, "USER_INPUT_ERROR")]
    [InlineData("{ orders(options:{filter:{nope:{eq:1}}}) { totalItems } }", 200, "BAD_USER_INPUT")]
    [InlineData("""{ orders(options:{filter:{updatedAt:{after:"yesterday"}}}) { totalItems } }""", 200, "BAD_USER_INPUT")]
    [InlineData("""mutation { addNoteToOrder(input:{id:"99999", note:"x", isPublic:false}) { id } }""", 200, "ENTITY_NOT_FOUND")]
    [InlineData("""mutation { transitionFulfillmentToState(id:"99999", state:"Shipped") { __typename } }""", 200, "ENTITY_NOT_FOUND")]
    public async Task Errors_have_the_captured_shapes(string query, int status, string code)
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceCapturedOrders();

        var (actual, body) = await client.GraphAsync(query);

        actual.ShouldBe((HttpStatusCode)status);
        ((string)body["errors"]![0]!["extensions"]!["code"]!).ShouldBe(code);
        ((string)body["errors"]![0]!["message"]!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_key_every_field_is_forbidden_with_status_200()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);

        var (status, body) = await client.GraphAsync("{ orders { totalItems } }", key: null);

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"errors":[{"message":"You are not currently authorized to perform this action","locations":[{"line":1,"column":3}],"path":["orders"],"extensions":{"code":"FORBIDDEN"}}],"data":null}""");
    }

    [Fact]
    public async Task Stock_is_absolute_and_one_unknown_variant_rolls_the_batch_back()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        const string Update = "mutation($i:[UpdateProductVariantInput!]!){ updateProductVariants(input:$i){ sku stockLevels { stockLocationId stockOnHand } } }";
        const string Read = """{ productVariants(options:{filter:{sku:{eq:"834444"}}}) { items { stockOnHand } } }""";

        var set = await client.DataAsync(Update, Input("""[{"id":"7","stockLevels":[{"stockLocationId":"1","stockOnHand":42}]},{"id":"10","stockOnHand":3}]"""));
        set["updateProductVariants"]!.ToJsonString().ShouldBe("""[{"sku":"834444","stockLevels":[{"stockLocationId":"1","stockOnHand":42}]},{"sku":"C27F390","stockLevels":[{"stockLocationId":"1","stockOnHand":3}]}]""");

        var (status, failed) = await client.GraphAsync(Update, Input("""[{"id":"7","stockOnHand":41},{"id":"99999","stockOnHand":1}]"""));
        status.ShouldBe(HttpStatusCode.OK);
        ((string)failed["errors"]![0]!["extensions"]!["code"]!).ShouldBe("ENTITY_NOT_FOUND");
        failed["data"].ShouldBeNull();
        ((int)(await client.DataAsync(Read))["productVariants"]!["items"]![0]!["stockOnHand"]!).ShouldBe(42);

        await client.DataAsync(Update, Input("""[{"id":"7","stockOnHand":-5}]"""));
        ((int)(await client.DataAsync(Read))["productVariants"]!["items"]![0]!["stockOnHand"]!).ShouldBe(-5, "the real shop takes negative stock");
    }

    private static JsonObject Input(string json) => new() { ["i"] = JsonNode.Parse(json) };

    private static async Task<List<JsonNode>> ListAsync(FakeClient client, string options) =>
        [.. (await client.DataAsync(ShopQueries.List, new JsonObject { ["o"] = JsonNode.Parse(options) }))["orders"]!["items"]!.AsArray().Select(item => item!)];

    private Task<FakeSystems> StartAsync() => FakeSystems.StartAsync(new FakeSystemsOptions { TimeProvider = _time }, TestContext.Current.CancellationToken);
}
