using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Cli;

/// <summary>Hides what may be personal in a payload: every text but keys, codes, amounts and dates.</summary>
internal static class PersonalData
{
    private const string Hidden = "***";

    private static readonly HashSet<string> s_open = new(StringComparer.OrdinalIgnoreCase)
    {
        "number", "id", "type", "kind", "code", "currency", "unit", "lineId", "sellerItemId", "buyerItemId", "gtin", "amount", "value", "quantity", "percent", "status",
        "placed", "shipped", "issued", "due", "asOf", "available", "onHand", "reserved", "schema", "version", "category", "reason",
    };

    /// <summary>The payload as JSON, hidden unless asked for; what is not JSON is hidden as a whole.</summary>
    public static JsonNode? Show(ReadOnlyMemory<byte> payload, bool isAskedFor)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(payload.Span);
        }
        catch (JsonException)
        {
            return isAskedFor ? JsonValue.Create(System.Text.Encoding.UTF8.GetString(payload.Span)) : JsonValue.Create($"{Hidden} ({payload.Length} bytes that are not JSON)");
        }

        return isAskedFor ? node : Hide(node, isOpen: false);
    }

    private static JsonNode? Hide(JsonNode? node, bool isOpen) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Hide(member.Value, s_open.Contains(member.Key))))),
        JsonArray items => new JsonArray([.. items.Select(item => Hide(item, isOpen))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && !isOpen => JsonValue.Create(Hidden),
        _ => node?.DeepClone(),
    };
}
