using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure.Tests.Orders;

/// <summary>A record that cannot be mapped is a change that names the field; it stops neither its page nor its neighbours.</summary>
public class UnmappableOrders
{
    public static TheoryData<string, string, string> Flaws => new()
    {
        { "/currencyCode", "currencyCode", "\"QQQ\"" },
        { "/totalWithTax", "totalWithTax", "2180.08" },
        { "/totalWithTax", "totalWithTax", "1e400" },
        { "/totalWithTax", "totalWithTax", "\"218008\"" },
        { "/lines/1/unitPrice", "lines/1/unitPrice", "12.5" },
        { "/lines/0/quantity", "lines/0/quantity", "null" },
        { "/lines/0/productVariant", "lines/0/productVariant", "null" },
        { "/customer/emailAddress", "customer/emailAddress", "17" },
        { "/createdAt", "createdAt", "\"yesterday\"" },
        { "/code", "code", "null" },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Each_flaw_is_named_by_its_field(string pointer, string member, string json)
    {
        var source = Capture.Order("order-authorized");
        Set(source, member.Split('/'), JsonNode.Parse(json));

        var change = await OrderMoney.ChangeAsync(source);

        change.Document.ShouldBeNull();
        change.Problems.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        JsonNode.DeepEquals(JsonNode.Parse(change.Raw.Span), source).ShouldBeTrue("the raw record is kept");
    }

    [Fact]
    public async Task A_missing_member_is_a_problem_and_not_a_zero()
    {
        var source = Capture.Order("order-authorized");
        source["lines"]![0]!.AsObject().Remove("proratedLinePrice");

        var change = await OrderMoney.ChangeAsync(source);

        change.Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/lines/0");
        change.Problems[0].Message.ShouldContain("proratedLinePrice");
        change.DocumentKey.ShouldBe((string)source["code"]!);
    }

    [Fact]
    public async Task A_text_longer_than_the_schema_allows_is_named_in_the_document()
    {
        var source = Capture.Order("order-authorized");
        source["shippingAddress"]!["city"] = new string('x', 200);

        var change = await OrderMoney.ChangeAsync(source);

        change.Document.ShouldBeNull();
        change.Problems.ShouldContain(problem => problem.Pointer.EndsWith("/address/city", StringComparison.Ordinal) && problem.Code == "maxLength");
    }

    [Theory]
    [InlineData("\"code\":", "\"code\":\"OTHER\",\"code\":")]
    [InlineData("\"Standard Shipping\"", "\"\\ud800\"")]
    public async Task Repeated_members_and_lone_surrogates_are_refused(string find, string replace)
    {
        var text = Capture.Order("order-authorized").ToJsonString();
        text.ShouldContain(find);
        var page = "{\"data\":{\"activeChannel\":{\"id\":\"1\",\"code\":\"c\",\"pricesIncludeTax\":false},\"orders\":{\"totalItems\":1,\"items\":["
            + text.Replace(find, replace, StringComparison.Ordinal) + "]}}}";
        await using var shop = TestShop.With(new RawHandler(page));

        var change = (await shop.ReadAsync(new Checkpoint("""{"version":1,"walk":"Placed"}"""), 10)).Changes.ShouldHaveSingleItem();

        change.Document.ShouldBeNull();
        change.Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_bad_order_does_not_hide_its_neighbours()
    {
        var (good, bad) = (Capture.Order("order-authorized"), Capture.Order("order-cancelled"));
        bad["currencyCode"] = "QQQ";
        var body = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["activeChannel"] = new JsonObject { ["id"] = "1", ["code"] = "c", ["pricesIncludeTax"] = false },
                ["orders"] = new JsonObject { ["totalItems"] = 2, ["items"] = new JsonArray(bad, good) },
            },
        };
        await using var shop = TestShop.With(GraphQlHandler.Always(200, body));

        var changes = (await shop.ReadAsync(new Checkpoint("""{"version":1,"walk":"Placed"}"""), 10)).Changes;

        changes.Select(change => change.Problems.Count).ShouldBe([1, 0]);
        changes[1].Document.ShouldNotBeNull();
    }

    private static void Set(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        }

        node[path[^1]] = value;
    }

    private sealed class RawHandler(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }
}
