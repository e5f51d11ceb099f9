using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>
/// A shop's orders in memory, with what the real one does: it sorts by one key and answers two with 500, ignores parameters and fields it does not know, takes the
/// same call as often as it comes, and does not move <c>updated_at</c> of an order when its payment is captured.
/// </summary>
internal sealed partial class FakeShop
{
    private readonly List<JsonObject> _orders = [];
    private int _ids;

    public FakeShop() => Handler = new RestHandler(Answer) { Date = () => Clock };

    public RestHandler Handler { get; }

    /// <summary>The shop's clock, where it tells it.</summary>
    public DateTimeOffset? Clock { get; set; }

    /// <summary>Loses this many answers after the call was done.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>Answers this many changes with 500 after they were done.</summary>
    public int ErrorsAfterDone { get; set; }

    /// <summary>Runs before each list is answered; the number counts them.</summary>
    public Action<int> BeforeList { get; set; } = _ => { };

    /// <summary>Parameters that this shop does not know.</summary>
    public HashSet<string> Unknown { get; } = [];

    public int Lists { get; private set; }

    public JsonObject this[string id] => _orders.Single(order => (string)order["id"]! == id);

    /// <summary>The fulfilments of all orders.</summary>
    public IReadOnlyList<JsonNode> Fulfilments => [.. _orders.SelectMany(order => order["fulfillments"]!.AsArray()).Select(fulfilment => fulfilment!)];

    public IReadOnlyList<JsonNode> Refunds => [.. _orders.SelectMany(Payments).SelectMany(payment => payment["refunds"]!.AsArray()).Select(refund => refund!)];

    public static IEnumerable<JsonNode> Payments(JsonObject order) =>
        order["payment_collections"]!.AsArray().SelectMany(collection => collection!["payments"]!.AsArray()).Select(payment => payment!);

    /// <summary>Adds an order like a captured one.</summary>
    public JsonObject Add(string id, DateTimeOffset? created = null, string like = "order-placed", DateTimeOffset? updated = null)
    {
        var order = Capture.Order(like);
        order["id"] = id;
        foreach (var payment in Payments(order))
        {
            payment["id"] = $"pay_of_{id}";
        }

        if (created is { } at)
        {
            order["created_at"] = Text(at);
            order["updated_at"] = Text(updated ?? at);
        }

        lock (_orders)
        {
            _orders.Add(order);
        }

        return order;
    }

    public void Touch(string id, DateTimeOffset at) => this[id]["updated_at"] = Text(at);

    public void Remove(string id)
    {
        lock (_orders)
        {
            _orders.Remove(this[id]);
        }
    }

    private (int Status, JsonNode Body) Answer(RestCall call)
    {
        lock (_orders)
        {
            return (call.Method, call.Path.Split('/')) switch
            {
                ("GET", ["orders"]) => List(call, _orders, "orders"),
                ("GET", ["orders", var id]) => _orders.FirstOrDefault(order => (string)order["id"]! == id) is { } order ? Ok("order", order) : NotFound("Order"),
                ("POST", ["orders", var id, "fulfillments"]) => Changed(() => Fulfil(this[id], call.Body!)),
                ("POST", ["orders", var id, "fulfillments", var fulfilment, "shipments"]) => Changed(() => Ship(this[id], fulfilment, call.Body!)),
                ("POST", ["payments", var id, "refund"]) => Changed(() => Refund(id, call.Body!)),
                ("GET", ["stock-locations"]) => (200, JsonNode.Parse("""{ "stock_locations": [{ "id": "sloc_1", "name": "Berlin" }], "count": 1, "offset": 0, "limit": 1000 }""")!),
                ("GET", ["inventory-items"]) => InventoryItems(call),
                ("POST", ["inventory-items", "location-levels", "batch"]) => Changed(() => SetStock(call.Body!)),
                ("GET", ["product-variants"]) => List(call, Variants, "variants"),
                _ => (404, JsonValue.Create("<!DOCTYPE html><pre>Cannot GET</pre>")!),
            };
        }
    }

    private (int Status, JsonNode Body) Changed(Func<(int Status, JsonNode Body)> change)
    {
        var answer = change();
        return answer.Status == 200 && AnswersToLose-- > 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost")
            : answer.Status == 200 && ErrorsAfterDone-- > 0 ? Error(500, "unknown_error")
            : answer;
    }

    private (int Status, JsonNode Body) List(RestCall call, IReadOnlyList<JsonObject> rows, string member)
    {
        BeforeList(++Lists);
        var sort = Unknown.Contains("order") ? "-created_at" : call["order"] ?? "-created_at";
        if (sort.Contains(','))
        {
            return Error(500, "unknown_error");
        }

        var (limit, offset) = (Unknown.Contains("limit") ? 15 : int.Parse(call["limit"] ?? "15", CultureInfo.InvariantCulture), int.Parse(call["offset"] ?? "0", CultureInfo.InvariantCulture));
        var found = rows.Where(order => call.Query.All(parameter => Matches(order, parameter.Key, parameter.Value))).ToList();
        var sorted = found.OrderBy(order => (string)order[sort.TrimStart('-')]!, StringComparer.Ordinal).ToList();
        if (sort.StartsWith('-'))
        {
            sorted.Reverse();
        }

        return (200, new JsonObject
        {
            [member] = new JsonArray([.. sorted.Skip(offset).Take(limit).Select(Told)]),
            ["count"] = found.Count,
            ["offset"] = offset,
            ["limit"] = limit,
        });
    }

    private bool Matches(JsonObject order, string parameter, string value) => Unknown.Contains(parameter) || parameter switch
    {
        "created_at[$gte]" or "updated_at[$gte]" => Time(order, parameter) >= Time(value),
        "created_at[$lte]" or "updated_at[$lte]" => Time(order, parameter) <= Time(value),
        _ => true,
    };

    private static DateTimeOffset Time(JsonObject order, string parameter) => Time((string)order[parameter.Split('[')[0]]!);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Times are told to the millisecond, whatever is stored.</summary>
    private static JsonNode Told(JsonObject order)
    {
        var told = order.DeepClone();
        foreach (var member in (string[])["created_at", "updated_at"])
        {
            told[member] = Time((string)told[member]!).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        return told;
    }

    private (int Status, JsonNode Body) Fulfil(JsonObject order, JsonObject body)
    {
        foreach (var item in body["items"]!.AsArray())
        {
            var line = Line(order, item!);
            if (Number(line["detail"]!, "fulfilled_quantity") + (decimal)item!["quantity"]! > Number(line, "quantity"))
            {
                return Error(400, "invalid_data");
            }
        }

        foreach (var item in body["items"]!.AsArray())
        {
            Raise(order, item!, "fulfilled_quantity");
        }

        order["fulfillments"]!.AsArray().Add(new JsonObject
        {
            ["id"] = $"ful_{++_ids}",
            ["location_id"] = body["location_id"]?.DeepClone(),
            ["updated_at"] = Text(Clock ?? TestShop.Now),
            ["shipped_at"] = null,
            ["canceled_at"] = null,
            ["metadata"] = body["metadata"]?.DeepClone(),
            ["items"] = new JsonArray([.. body["items"]!.AsArray().Select(item => (JsonNode)new JsonObject { ["line_item_id"] = item!["id"]!.DeepClone(), ["raw_quantity"] = Raw((decimal)item["quantity"]!) })]),
            ["labels"] = new JsonArray(),
        });
        return Ok("order", order);
    }

    private static (int Status, JsonNode Body) Ship(JsonObject order, string id, JsonObject body)
    {
        var fulfilment = order["fulfillments"]!.AsArray().Single(one => (string)one!["id"]! == id)!;
        if (fulfilment["shipped_at"] is not null)
        {
            return Error(400, "not_allowed");
        }

        if (body["labels"]?.AsArray().Any(label => label!["tracking_number"] is null || label["tracking_url"] is null || label["label_url"] is null) == true)
        {
            return Error(400, "invalid_data");
        }

        foreach (var item in body["items"]!.AsArray())
        {
            Raise(order, item!, "shipped_quantity");
        }

        fulfilment["shipped_at"] = Text(TestShop.Now);
        fulfilment["labels"] = body["labels"]?.DeepClone() ?? new JsonArray();
        return Ok("order", order);
    }

    private (int Status, JsonNode Body) Refund(string id, JsonObject body)
    {
        var payment = _orders.SelectMany(Payments).First(one => (string)one["id"]! == id);
        var left = payment["captures"]!.AsArray().Sum(capture => Number(capture!, "amount")) - payment["refunds"]!.AsArray().Sum(refund => Number(refund!, "amount"));
        var amount = (decimal)body["amount"]!;
        if (amount > left)
        {
            return Error(400, "invalid_data");
        }

        payment["refunds"]!.AsArray().Add(new JsonObject
        {
            ["id"] = $"ref_{++_ids}", ["created_at"] = Text(TestShop.Now), ["updated_at"] = Text(TestShop.Now), ["note"] = body["note"]?.DeepClone(), ["raw_amount"] = Raw(amount),
        });
        return Ok("payment", payment);
    }

    private static JsonNode Line(JsonObject order, JsonNode item) => order["items"]!.AsArray().Single(line => (string)line!["id"]! == (string)item["id"]!)!;

    private static void Raise(JsonObject order, JsonNode item, string figure)
    {
        var detail = Line(order, item)["detail"]!;
        detail["raw_" + figure] = Raw(Number(detail, figure) + (decimal)item["quantity"]!);
    }

    public static decimal Number(JsonNode node, string figure) => decimal.Parse((string)node["raw_" + figure]!["value"]!, CultureInfo.InvariantCulture);

    public static JsonObject Raw(decimal value) => new() { ["value"] = value.ToString(CultureInfo.InvariantCulture), ["precision"] = 20 };

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static (int Status, JsonNode Body) Ok(string member, JsonNode value) => (200, new JsonObject { [member] = value.DeepClone() });

    private static (int Status, JsonNode Body) NotFound(string what) => (404, new JsonObject { ["type"] = "not_found", ["message"] = what + " id not found" });

    private static (int Status, JsonNode Body) Error(int status, string type) => (status, new JsonObject { ["type"] = type, ["message"] = "No." });
}
