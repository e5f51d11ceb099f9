using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>The shop's error shapes, and what a read makes of them.</summary>
public class ErrorShapes
{
    [Theory]
    [InlineData(400, """{ "type": "invalid_data", "message": "canary" }""", ErrorKind.Validation, "invalid_data")]
    [InlineData(401, """{ "message": "Unauthorized canary" }""", ErrorKind.Auth, "HTTP 401")]
    [InlineData(409, """{ "type": "conflict", "message": "canary" }""", ErrorKind.Transient, "conflict")]
    [InlineData(429, """{ "message": "canary" }""", ErrorKind.Throttled, "HTTP 429")]
    [InlineData(500, """{ "code": "unknown_error", "type": "unknown_error", "message": "canary" }""", ErrorKind.Transient, "unknown_error")]
    [InlineData(500, """{ "type": "invalid_argument", "message": "canary" }""", ErrorKind.Permanent, "invalid_argument")]
    [InlineData(500, """{ "type": "unexpected_state", "message": "canary" }""", ErrorKind.Permanent, "unexpected_state")]
    [InlineData(200, """{ "canary": [] }""", ErrorKind.Transient, "unreadable")]
    public async Task An_error_has_one_kind_and_repeats_no_data(int status, string body, ErrorKind kind, string code)
    {
        await using var shop = new TestShop(RestHandler.Always(status, JsonNode.Parse(body)!));

        var failure = await Should.ThrowAsync<ConnectorException>(() => shop.PollAsync<Order>(Checkpoint.Start));

        (failure.Kind, failure.Error.RemoteCode).ShouldBe((kind, code));
        failure.Message.ShouldNotContain("canary");
        failure.Message.ShouldContain("'shop'");
    }

    [Fact]
    public async Task An_unknown_route_is_a_page_and_no_missing_order()
    {
        await using var shop = new TestShop(RestHandler.Always(404, JsonValue.Create("<!DOCTYPE html><pre>Cannot GET /admin/orders</pre>")!));

        var failure = await Should.ThrowAsync<ConnectorException>(() => shop.FindAsync("order_1"));

        failure.Kind.ShouldBe(ErrorKind.Permanent);
        failure.Message.ShouldContain("Crossdock:Connections:shop:Http:BaseAddress");
    }

    [Fact]
    public async Task An_unknown_order_is_none()
    {
        await using var shop = new TestShop(new FakeShop().Handler);

        (await shop.FindAsync("order_1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_check_tells_what_is_wrong()
    {
        await using var good = new TestShop(new FakeShop().Handler);
        await using var bad = new TestShop(RestHandler.Always(401, JsonNode.Parse("""{ "message": "Unauthorized" }""")!));

        (await good.Connector.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy.ShouldBeTrue();
        var health = await bad.Connector.CheckAsync(TestContext.Current.CancellationToken);
        (health.IsHealthy, health.Detail!.Contains("credential", StringComparison.Ordinal)).ShouldBe((false, true));
    }
}
