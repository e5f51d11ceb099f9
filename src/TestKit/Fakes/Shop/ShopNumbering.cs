using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Completes an order before it is placed: ids that are missing or taken, times, and the members every order has.</summary>
internal sealed class ShopNumbering
{
    // Generated ids start above those of the captured orders, which keep theirs.
    private long _next = 1000;
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lines = new(StringComparer.Ordinal);

    /// <summary>Takes note of a placed order.</summary>
    public void Observe(JsonObject order)
    {
        _orders.Add((string)order["id"]!);
        foreach (var line in order["lines"]!.AsArray())
        {
            _lines.Add((string)line!["id"]!);
        }
    }

    public string Next() => (++_next).ToString(CultureInfo.InvariantCulture);

    /// <summary>Continues above ids that were handed out before a restart.</summary>
    public void Reserve(string id) => _next = Math.Max(_next, long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    public void Complete(JsonObject order)
    {
        foreach (var member in (ReadOnlySpan<string>)["lines", "discounts", "promotions", "surcharges", "taxSummary", "shippingLines", "payments", "fulfillments", "modifications", "couponCodes"])
        {
            order[member] ??= new JsonArray();
        }

        order["history"] ??= new JsonObject { ["totalItems"] = 0, ["items"] = new JsonArray() };
        order["nextStates"] ??= ShopOrderChanges.Strings(ShopOrderStates.NextOfOrder((string?)order["state"] ?? string.Empty));
        order["type"] ??= "Regular";
        order["active"] ??= false;
        order["channels"] ??= new JsonArray(new JsonObject { ["id"] = "1", ["code"] = "__default_channel__" });

        var lines = order["lines"]!.AsArray();
        if (order["id"] is null || _orders.Contains((string)order["id"]!) || lines.Any(line => line!["id"] is null || _lines.Contains((string)line["id"]!)))
        {
            Renumber(order, lines);
        }

        foreach (var line in lines)
        {
            line!["fulfillmentLines"] ??= new JsonArray();
        }
    }

    /// <summary>Moves every time stamp so that the order counts as changed now; keeps the distances between them.</summary>
    public static void Stamp(JsonObject order, DateTimeOffset now)
    {
        var latest = new[] { "updatedAt", "orderPlacedAt", "createdAt" }
            .Select(name => (string?)order[name])
            .OfType<string>()
            .Select(ShopTime.Parse)
            .DefaultIfEmpty(now)
            .Max();
        Shift(order, now - latest);
        order["updatedAt"] = ShopTime.Format(now);
        order["createdAt"] ??= ShopTime.Format(now);
        order["orderPlacedAt"] ??= ShopTime.Format(now);
    }

    private void Renumber(JsonObject order, JsonArray lines)
    {
        order["id"] = Next();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (old, id) = ((string?)line!["id"], Next());
            line["id"] = id;
            renamed[old ?? id] = id;
        }

        foreach (var reference in order["fulfillments"]!.AsArray().SelectMany(fulfilment => fulfilment!["lines"]!.AsArray()))
        {
            reference!["orderLineId"] = renamed[(string)reference["orderLineId"]!];
        }

        foreach (var numbered in order["payments"]!.AsArray().Concat(order["shippingLines"]!.AsArray()).Concat(order["history"]!["items"]!.AsArray()))
        {
            numbered!["id"] = Next();
        }
    }

    private static void Shift(JsonNode? node, TimeSpan by)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    Shift(item, by);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (name is "createdAt" or "updatedAt" or "orderPlacedAt" && value is JsonValue)
                    {
                        members[name] = ShopTime.Format(ShopTime.Parse((string)value!) + by);
                    }
                    else
                    {
                        Shift(value, by);
                    }
                }

                break;
        }
    }
}
