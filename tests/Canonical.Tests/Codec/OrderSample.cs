using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>An ordinary order as text, and ways to change it.</summary>
internal static class OrderSample
{
    public const string Text =
        """
        {
          "documentType": "order",
          "number": "SO-1001",
          "revision": 3,
          "externalIds": [{ "system": "shop", "value": "gid://order/1", "url": "https://shop.example/orders/1" }],
          "type": "standard",
          "isTest": false,
          "channel": { "code": "web", "type": "webshop" },
          "currency": "EUR",
          "dates": { "placed": "2026-02-28T09:30:00+01:00" },
          "statuses": [{ "axis": "order", "code": "confirmed", "raw": "PaymentSettled" }],
          "parties": [{ "role": "buyer", "name": "Zoë Müller" }],
          "lines": [
            {
              "id": "1",
              "type": "item",
              "item": { "sellerItemId": "SKU-1", "gtin": "4006381333931" },
              "quantity": { "value": "2", "unit": "C62" },
              "price": { "amount": { "amount": "12.50", "currency": "EUR" } }
            },
            { "id": "2", "type": "comment", "quantity": { "value": "0", "unit": "C62" } }
          ],
          "tags": ["vip"],
          "extensions": { "acme.loyalty": { "points" : 1.50, "tier":"gold" } }
        }
        """;

    public static byte[] Utf8 => Encoding.UTF8.GetBytes(Text);

    /// <summary>The text after a change to its content.</summary>
    public static byte[] With(Action<JsonObject> change)
    {
        var content = JsonNode.Parse(Text)!.AsObject();
        change(content);
        return Encoding.UTF8.GetBytes(content.ToJsonString());
    }

    /// <summary>The node at a path of names and indexes.</summary>
    public static JsonObject At(JsonObject order, params object[] path) =>
        path.Aggregate<object, JsonNode>(order, (node, step) => step is int index ? node[index]! : node[(string)step]!).AsObject();
}
