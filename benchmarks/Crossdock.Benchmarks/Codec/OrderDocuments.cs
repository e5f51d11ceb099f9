using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Benchmarks.Codec;

/// <summary>Orders of several sizes and spellings, all made by the same rules.</summary>
public static class OrderDocuments
{
    private const string Header =
        """
        {"number":"SO-2026-004711","externalIds":[{"system":"shop","entityType":"order","value":"gid://shop/Order/5489120337","displayNumber":"#4711"}],
        "type":"standard","purchaseOrderNumber":"PO-88123","channel":{"code":"web-de","type":"webshop"},"language":"de-DE","currency":"EUR",
        "dates":{"placed":"2026-02-28T09:31:07.482+01:00","modified":"2026-02-28T09:35:00+01:00","requestedDelivery":{"from":"2026-03-03T08:00:00+01:00","to":"2026-03-03T17:00:00+01:00"}},
        "statuses":[{"axis":"order","code":"confirmed","raw":"PaymentSettled","occurredAt":"2026-02-28T09:31:09+01:00"},{"axis":"payment","code":"paid"}],
        "parties":[{"role":"buyer","name":"Zoë Müller","contacts":[{"email":"zoe@example.org","phone":"+49 30 1234567"}]},
        {"role":"shipTo","name":"Zoë Müller","address":{"lines":["Invalidenstraße 117","2. Hinterhof"],"city":"Berlin","regionCode":"DE-BE","postalCode":"10115","countryCode":"DE","isResidential":true}}],
        "shippingMethods":[{"code":"dhl-standard","name":"DHL Paket","carrierCode":"DHL"}],
        "lines":[],
        "taxes":[{"type":"vat","category":"S","rate":"19.00","taxableAmount":{"amount":"192.37","currency":"EUR"},"amount":{"amount":"36.55","currency":"EUR"}}],
        "totals":{"lineExtensionAmount":{"amount":"187.42","currency":"EUR"},"chargeTotalAmount":{"amount":"4.95","currency":"EUR"},"taxExclusiveAmount":{"amount":"192.37","currency":"EUR"},"taxAmount":{"amount":"36.55","currency":"EUR"},"taxInclusiveAmount":{"amount":"228.92","currency":"EUR"},"prepaidAmount":{"amount":"228.92","currency":"EUR"},"payableAmount":{"amount":"0.00","currency":"EUR"}},
        "tags":["b2c","express"],"extensions":{"acme.loyalty":{"tier":"gold","points":1250}}}
        """;

    private const string Line =
        """
        {"id":"1","position":10,"type":"item","item":{"sellerItemId":"SKU-000001","gtin":"4006381333931","name":"Trekking backpack 45 l, green","variantName":"45 l / green"},
        "quantity":{"value":"2","unit":"H87"},"price":{"amount":{"amount":"46.8550","currency":"EUR"},"taxIncluded":false},"lineExtensionAmount":{"amount":"93.71","currency":"EUR"},
        "taxes":[{"category":"S","rate":"19.00","amount":{"amount":"17.80","currency":"EUR"}}],"taxAmount":{"amount":"17.80","currency":"EUR"},"requiresShipping":true}
        """;

    /// <summary>About 3.6 KB: what an ordinary web shop order looks like.</summary>
    public static byte[] Headline { get; } = Utf8(Build(4));

    /// <summary>About 1, 4, 64 or 512 KB.</summary>
    public static byte[] OfKilobytes(int kilobytes) => kilobytes == 1 ? Utf8(Small()) : Utf8(Build(Math.Max(4, ((kilobytes * 1024) - 1800) / 535)));

    /// <summary>The same content with the members of every object in random order.</summary>
    public static byte[] Shuffled(byte[] document) => Utf8(Shuffle(JsonNode.Parse(document)!, new Random(7)));

    /// <summary>The same content with every string spelled with escapes.</summary>
    public static byte[] Escaped(byte[] document)
    {
        var text = new StringBuilder();
        var quoted = false;
        foreach (var c in Encoding.UTF8.GetString(document))
        {
            quoted ^= c == '"';
            text.Append(quoted && (c > 0x7F || c is 'e' or '-') ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString());
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The same content with one mistake in the last line.</summary>
    public static byte[] FailingLate(byte[] document)
    {
        var order = JsonNode.Parse(document)!.AsObject();
        order["lines"]!.AsArray()[^1]!["quantity"]!["value"] = "2e3";
        return Utf8(order);
    }

    private static JsonObject Build(int lines)
    {
        var order = JsonNode.Parse(Header)!.AsObject();
        var list = order["lines"]!.AsArray();
        for (var i = 1; i <= lines; i++)
        {
            var line = JsonNode.Parse(Line)!.AsObject();
            line["id"] = i.ToString(CultureInfo.InvariantCulture);
            line["position"] = i * 10;
            line["item"]!["sellerItemId"] = $"SKU-{i:000000}";
            line["lineExtensionAmount"]!["amount"] = (93.71m + i).ToString(CultureInfo.InvariantCulture);
            list.Add(line);
        }

        return order;
    }

    private static JsonObject Small()
    {
        var order = Build(1);
        foreach (var name in new[] { "parties", "shippingMethods", "totals", "statuses", "extensions" })
        {
            order.Remove(name);
        }

        return order;
    }

    private static JsonNode Shuffle(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var order = members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, Shuffle(member.Value!, random))).ToArray();
                random.Shuffle(order);
                return new JsonObject(order);
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Shuffle(item!, random))]);
            default:
                return node.DeepClone();
        }
    }

    private static byte[] Utf8(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
