using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>The shop's three error shapes, as captured, for a query and for a mutation.</summary>
public class ErrorShapes
{
    [Theory]
    [InlineData("error-forbidden", ErrorKind.Auth, ErrorKind.Auth, "FORBIDDEN")]
    [InlineData("error-unknown-variant", ErrorKind.NotFound, ErrorKind.NotFound, "ENTITY_NOT_FOUND")]
    [InlineData("error-take-too-big", ErrorKind.Validation, ErrorKind.Validation, "USER_INPUT_ERROR")]
    [InlineData("error-unknown-field", ErrorKind.Permanent, ErrorKind.Permanent, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("error-without-code", ErrorKind.Transient, ErrorKind.UnknownOutcome, "no code")]
    [InlineData("error-not-graphql", ErrorKind.Permanent, ErrorKind.Permanent, "HTTP 400")]
    public async Task Each_maps_to_one_kind_and_its_text_is_not_repeated(string capture, ErrorKind query, ErrorKind mutation, string code)
    {
        var error = Capture.Load(capture);
        await using var reading = TestShop.With(GraphQlHandler.Always(error.Status, error.Body));
        await using var writing = TestShop.With(new GraphQlHandler(call => call.Operation == "CrossdockNotes"
            ? (200, Capture.Load("acknowledge").Body.DeepClone())
            : (error.Status, error.Body.DeepClone())));
        var order = (string)Capture.Order("order-settled")["code"]!;

        var read = await Should.ThrowAsync<ConnectorException>(() => reading.FindAsync("X"));
        var write = await Should.ThrowAsync<ConnectorException>(() => writing.ExecuteAsync(Documents.Acknowledgement(order)));

        (read.Kind, read.Error.RemoteCode).ShouldBe((query, code));
        write.Kind.ShouldBe(mutation);
        var text = (string?)error.Body["errors"]?[0]?["message"] ?? (string)error.Body["message"]!;
        read.Message.ShouldNotContain(text);
        read.Message.ShouldContain("Connection 'shop'");
    }

    [Fact]
    public async Task A_missing_order_is_null_and_no_error()
    {
        await using var shop = TestShop.With(GraphQlHandler.Always(200, JsonNode.Parse(
            """{"data":{"activeChannel":{"id":"1","code":"c","pricesIncludeTax":false},"orders":{"totalItems":0,"items":[]}}}""")!));

        (await shop.FindAsync("NO-SUCH-ORDER")).ShouldBeNull();
    }

    [Fact]
    public async Task A_lookup_finds_the_order_by_its_code()
    {
        var order = Capture.Load("order-delivered");
        var code = (string)Capture.Order("order-delivered")["code"]!;
        await using var shop = TestShop.Replaying("order-delivered");

        var change = (await shop.FindAsync(code))!;

        change.DocumentKey.ShouldBe(code);
        change.Document!.Number.ShouldBe(code);
        JsonNode.DeepEquals(JsonNode.Parse(change.Raw.Span), order.Body["data"]!["orders"]!["items"]![0]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_check_says_what_was_found_or_what_to_do()
    {
        await using var good = TestShop.Replaying("check");
        await using var bad = TestShop.Replaying("check-wrong-key");

        var healthy = await good.Connector.CheckAsync(TestContext.Current.CancellationToken);
        var unhealthy = await bad.Connector.CheckAsync(TestContext.Current.CancellationToken);

        healthy.IsHealthy.ShouldBeTrue();
        healthy.Detail.ShouldContain("__default_channel__");
        unhealthy.IsHealthy.ShouldBeFalse();
        unhealthy.Detail.ShouldContain("Crossdock:Connections:shop:ApiKey");
    }

    [Fact]
    public async Task A_first_poll_of_the_real_shop_is_replayed()
    {
        // The overlap asks for times the recording does not know, so the requests are answered in their order.
        var answers = new Queue<Capture>([Capture.Load("poll-first"), Capture.Load("poll-first-2"), Capture.Load("poll-first-3")]);
        var handler = new GraphQlHandler(call =>
        {
            var answer = answers.Dequeue();
            call.Operation.ShouldBe(answer.Operation);
            JsonNode.DeepEquals(call.Variables, answer.Variables).ShouldBeTrue(call.Variables.ToJsonString());
            return (answer.Status, answer.Body.DeepClone());
        });
        await using var shop = TestShop.With(handler);

        var placed = await shop.ReadAsync(Checkpoint.Start, 3);
        var changed = await shop.ReadAsync(placed.Next, 3);

        placed.HasMore.ShouldBeTrue();
        placed.Changes.ShouldAllBe(change => change.Document != null);
        changed.HasMore.ShouldBeFalse();
        answers.ShouldBeEmpty();
    }
}
