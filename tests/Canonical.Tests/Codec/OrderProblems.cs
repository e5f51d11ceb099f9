using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>An order that breaks the schema is refused with every pointer and keyword.</summary>
public class OrderProblems
{
    public static TheoryData<string, Action<JsonObject>, string[]> Variants => new()
    {
        { "number missing", order => order.Remove("number"), ["/number required"] },
        { "number empty", order => order["number"] = "", ["/number minLength"] },
        { "number too long", order => order["number"] = new string('9', 129), ["/number maxLength"] },
        { "number not a string", order => order["number"] = 1001, ["/number type"] },
        { "revision negative", order => order["revision"] = -1, ["/revision minimum"] },
        { "revision beyond 53 bits", order => order["revision"] = 9007199254740992, ["/revision maximum"] },
        { "revision fractional", order => order["revision"] = 1.5, ["/revision type"] },
        { "currency in lower case", order => order["currency"] = "eur", ["/currency pattern"] },
        { "currency too long", order => order["currency"] = "EURO", ["/currency pattern", "/currency maxLength"] },
        { "placed without offset", order => order["dates"]!["placed"] = "2026-02-28T09:30:00", ["/dates/placed format"] },
        { "dates missing", order => order.Remove("dates"), ["/dates required"] },
        { "no lines", order => order["lines"] = new JsonArray(), ["/lines minItems"] },
        { "lines not an array", order => order["lines"] = new JsonObject(), ["/lines type"] },
        { "line without id", order => OrderSample.At(order, "lines", 1).Remove("id"), ["/lines/1/id required"] },
        { "quantity as a number", order => OrderSample.At(order, "lines", 0, "quantity")["value"] = 2, ["/lines/0/quantity/value type"] },
        { "quantity with an exponent", order => OrderSample.At(order, "lines", 0, "quantity")["value"] = "2e3", ["/lines/0/quantity/value format"] },
        { "amount of 30 digits", order => OrderSample.At(order, "lines", 0, "price", "amount")["amount"] = "123456789012345678901234567890", ["/lines/0/price/amount/amount format"] },
        { "unit unknown to Rec 20's form", order => OrderSample.At(order, "lines", 0, "quantity")["unit"] = "piece", ["/lines/0/quantity/unit pattern", "/lines/0/quantity/unit maxLength"] },
        { "GTIN of 11 digits", order => OrderSample.At(order, "lines", 0, "item")["gtin"] = "40063813339", ["/lines/0/item/gtin pattern"] },
        { "unknown member", order => OrderSample.At(order, "lines", 0)["colour"] = "red", ["/lines/0/colour additionalProperties"] },
        { "null instead of absent", order => order["channel"] = null, ["/channel type"] },
        { "wrong document type", order => order["documentType"] = "invoice", ["/documentType const"] },
        { "link that is no URI", order => OrderSample.At(order, "externalIds", 0)["url"] = "orders/1", ["/externalIds/0/url format"] },
        { "flag as text", order => order["isTest"] = "no", ["/isTest type"] },
        { "extension without namespace form", order => OrderSample.At(order, "extensions")["Acme Loyalty"] = 1, ["/extensions/Acme Loyalty propertyNames"] },
    };

    [Fact]
    public void The_sample_itself_is_valid() => string.Join('\n', Order.Codec.Validate(OrderSample.Utf8)).ShouldBe("");

    [Theory]
    [MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void A_broken_order_is_refused_at_the_field(string variant, Action<JsonObject> change, string[] expected)
    {
        var text = OrderSample.With(change);
        Found(Order.Codec.Parse(text).Problems).ShouldBe(expected, variant);
        Found(Order.Codec.Validate(text)).ShouldBe(expected, variant);
        Order.Codec.IsValid(text).ShouldBeFalse(variant);
        Order.Codec.TryParse(text, out _).ShouldBeFalse(variant);
    }

    [Fact]
    public void All_problems_come_at_once_in_document_order()
    {
        var text = OrderSample.With(order =>
        {
            foreach (var (_, change, _) in Variants.Select(row => row.Data).Where(row => row.Item1 is "number not a string" or "revision negative" or "currency in lower case" or "line without id" or "unknown member" or "null instead of absent" or "flag as text"))
            {
                change(order);
            }
        });
        Found(Order.Codec.Parse(text).Problems).ShouldBe(
            ["/number type", "/revision minimum", "/isTest type", "/channel type", "/currency pattern", "/lines/0/colour additionalProperties", "/lines/1/id required"]);
    }

    [Fact]
    public void A_problem_says_what_was_found_and_what_is_allowed()
    {
        var text = OrderSample.With(order => order["currency"] = "euro");
        Order.Codec.Parse(text).Problems[0].ShouldBe(new SchemaProblem("/currency", "pattern", "\"euro\"", "^[A-Z]{3}$"));
        Order.Codec.Parse(text).Problems[1].ToString().ShouldBe("/currency: maxLength: found \"euro\", allowed at most 3 characters");
    }

    [Fact]
    public void What_was_found_is_cut_to_64_characters_between_characters()
    {
        var text = OrderSample.With(order => order["number"] = string.Concat(Enumerable.Repeat("é🙂", 100)));
        var found = Order.Codec.Parse(text).Problems.Single().Found;
        found.Length.ShouldBeLessThanOrEqualTo(64);
        found.ShouldEndWith("…");
        found.ShouldNotContain("\uFFFD");
    }

    [Fact]
    public void More_than_100_problems_are_cut_with_a_last_one_that_says_so()
    {
        var problems = Order.Codec.Parse(OrderSample.With(order => order["tags"] = new JsonArray([.. Enumerable.Repeat((JsonNode)1, 240).Select(one => one.DeepClone())]))).Problems;
        problems.Count.ShouldBe(101);
        problems[99].Pointer.ShouldBe("/tags/99");
        problems[100].Keyword.ShouldBe("truncated");
        Order.Codec.Parse(OrderSample.With(order => order["tags"] = new JsonArray([.. Enumerable.Repeat((JsonNode)1, 100).Select(one => one.DeepClone())]))).Problems.Count.ShouldBe(100);
    }

    internal static IEnumerable<string> Found(IEnumerable<SchemaProblem> problems) => problems.Select(problem => $"{problem.Pointer} {problem.Keyword}");
}
