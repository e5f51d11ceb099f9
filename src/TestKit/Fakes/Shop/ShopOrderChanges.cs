using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Changes to an order document. None of them moves <c>updatedAt</c>: that is how the real shop behaves.</summary>
internal static class ShopOrderChanges
{
    public static void AddFulfilment(JsonObject order, ShopFulfilmentAdded added, long historyId)
    {
        var mine = new JsonArray();
        foreach (var line in order["lines"]!.AsArray())
        {
            foreach (var fulfilled in added.Lines.Where(fulfilled => fulfilled.OrderLineId == (string)line!["id"]!))
            {
                line!["fulfillmentLines"]!.AsArray().Add(new JsonObject { ["orderLineId"] = fulfilled.OrderLineId, ["quantity"] = fulfilled.Quantity, ["fulfillmentId"] = added.Id });
                mine.Add(new JsonObject { ["orderLineId"] = fulfilled.OrderLineId, ["quantity"] = fulfilled.Quantity, ["fulfillmentId"] = added.Id });
            }
        }

        order["fulfillments"]!.AsArray().Add(new JsonObject
        {
            ["id"] = added.Id,
            ["createdAt"] = added.At,
            ["updatedAt"] = added.At,
            ["state"] = "Pending",
            ["method"] = added.Method,
            ["trackingCode"] = added.TrackingCode,
            ["nextStates"] = Strings(ShopOrderStates.NextOfFulfilment("Pending")),
            ["summary"] = mine.DeepClone(),
            ["lines"] = mine,
        });
        AddHistory(order, historyId, "ORDER_FULFILLMENT", true, added.At, new JsonObject { ["fulfillmentId"] = Number(added.Id) });
        AddHistory(order, historyId + 1, "ORDER_FULFILLMENT_TRANSITION", true, added.At, Transition("Created", "Pending", added.Id));
    }

    public static void MoveFulfilment(JsonObject order, ShopFulfilmentMoved moved, long historyId)
    {
        var fulfilment = Fulfilment(order, moved.Id);
        var from = (string)fulfilment["state"]!;
        fulfilment["state"] = moved.State;
        fulfilment["updatedAt"] = moved.At;
        fulfilment["nextStates"] = Strings(ShopOrderStates.NextOfFulfilment(moved.State));
        AddHistory(order, historyId, "ORDER_FULFILLMENT_TRANSITION", true, moved.At, Transition(from, moved.State, moved.Id));
        if (moved.State is not ("Shipped" or "Delivered"))
        {
            return;
        }

        var (before, complete) = ((string)order["state"]!, IsCovered(order, moved.State));
        var after = complete ? moved.State : "Partially" + moved.State;
        if (ShopOrderStates.NextOfOrder(before).Contains(after))
        {
            order["state"] = after;
            order["nextStates"] = Strings(ShopOrderStates.NextOfOrder(after));
            AddHistory(order, historyId + 1, "ORDER_STATE_TRANSITION", true, moved.At, new JsonObject { ["from"] = before, ["to"] = after });
        }
    }

    public static void AddNote(JsonObject order, ShopNoteAdded added, long historyId) =>
        AddHistory(order, historyId, "ORDER_NOTE", added.IsPublic, added.At, new JsonObject { ["note"] = added.Note });

    public static JsonObject Fulfilment(JsonObject order, string id) =>
        order["fulfillments"]!.AsArray().First(fulfilment => (string)fulfilment!["id"]! == id)!.AsObject();

    /// <summary>Units of a line in fulfilments that were not cancelled.</summary>
    public static int Fulfilled(JsonObject order, string lineId) => order["fulfillments"]!.AsArray()
        .Where(fulfilment => (string)fulfilment!["state"]! != "Cancelled")
        .SelectMany(fulfilment => fulfilment!["lines"]!.AsArray())
        .Where(line => (string)line!["orderLineId"]! == lineId)
        .Sum(line => (int)line!["quantity"]!);

    public static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static bool IsCovered(JsonObject order, string state)
    {
        var reached = order["fulfillments"]!.AsArray()
            .Where(fulfilment => (string)fulfilment!["state"]! == "Delivered" || (string)fulfilment["state"]! == state)
            .SelectMany(fulfilment => fulfilment!["lines"]!.AsArray())
            .GroupBy(line => (string)line!["orderLineId"]!, line => (int)line!["quantity"]!)
            .ToDictionary(group => group.Key, group => group.Sum());
        return order["lines"]!.AsArray().All(line => reached.GetValueOrDefault((string)line!["id"]!) >= (int)line!["quantity"]!);
    }

    private static void AddHistory(JsonObject order, long id, string type, bool isPublic, string at, JsonObject data)
    {
        var history = order["history"]!;
        history["items"]!.AsArray().Add(new JsonObject
        {
            ["id"] = id.ToString(CultureInfo.InvariantCulture),
            ["createdAt"] = at,
            ["updatedAt"] = at,
            ["type"] = type,
            ["isPublic"] = isPublic,
            ["data"] = data,
            ["administrator"] = new JsonObject { ["id"] = "1" },
        });
        history["totalItems"] = history["items"]!.AsArray().Count;
    }

    private static JsonObject Transition(string from, string to, string fulfilmentId) =>
        new() { ["fulfillmentId"] = Number(fulfilmentId), ["from"] = from, ["to"] = to };

    private static JsonValue Number(string id) => JsonValue.Create(long.Parse(id, CultureInfo.InvariantCulture));
}
