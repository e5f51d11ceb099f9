using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

internal sealed partial class FakeShop
{
    private async ValueTask<byte[]?> ResolveAsync(string field, JsonObject arguments, CancellationToken cancellationToken)
    {
        if (field == "addFulfillmentToOrder")
        {
            return await AddFulfilmentAsync(arguments["input"]!.AsObject(), cancellationToken);
        }

        lock (_lock)
        {
            return field switch
            {
                "orders" => ListOrders(arguments["options"] as JsonObject),
                "order" => _byId.GetValueOrDefault((string)arguments["id"]!)?.Json,
                "productVariants" => ListVariants(arguments["options"] as JsonObject),
                "productVariant" => FakeCatalogue.Items.FirstOrDefault(item => item.VariantId == (string)arguments["id"]!) is { } item ? Bytes(_stock.Describe(item)) : null,
                "stockLocations" => Bytes(new JsonObject { ["totalItems"] = 1, ["items"] = new JsonArray(ShopStock.DescribeLocation()) }),
                "activeChannel" => Bytes(new JsonObject
                {
                    ["id"] = "1",
                    ["code"] = "__default_channel__",
                    ["token"] = "fake-channel",
                    ["defaultCurrencyCode"] = "USD",
                    ["pricesIncludeTax"] = false,
                    ["availableCurrencyCodes"] = ShopOrderChanges.Strings(["USD", "EUR", "JPY"]),
                }),
                "updateProductVariants" => UpdateVariants(arguments["input"]!.AsArray()),
                "transitionFulfillmentToState" => MoveFulfilment((string)arguments["id"]!, (string)arguments["state"]!),
                "addNoteToOrder" => AddNote(arguments["input"]!.AsObject()),
                _ => throw new InvalidOperationException($"The schema has a root field '{field}' that nothing answers."),
            };
        }
    }

    private byte[] ListOrders(JsonObject? options)
    {
        var (total, page) = ListOptions.Parse(options, "Order").Apply(Candidates(options), order => order.Index);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalItems", total);
            writer.WriteStartArray("items");
            foreach (var order in page)
            {
                writer.WriteRawValue(order.Json, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A filter on one code goes by the index, as in a database; the list's own filter still has the last word.</summary>
    private IEnumerable<ShopOrder> Candidates(JsonObject? options) => options?["filter"]?["code"]?["eq"] is JsonValue code && code.TryGetValue<string>(out var number)
        ? _byCode.TryGetValue(number, out var order) ? [order] : []
        : _orders;

    private byte[] ListVariants(JsonObject? options)
    {
        var rows = FakeCatalogue.Items.Select(item => JsonSerializer.SerializeToElement(_stock.Describe(item), FakeJson.Options));
        var (total, page) = ListOptions.Parse(options, "ProductVariant").Apply(rows, row => row);
        return JsonSerializer.SerializeToUtf8Bytes(new { TotalItems = total, Items = page }, FakeJson.Options);
    }

    private byte[] UpdateVariants(JsonArray input)
    {
        var levels = new List<ShopStockLevel>();
        foreach (var change in input)
        {
            var id = (string)change!["id"]!;
            if (!_stock.Knows(id))
            {
                throw NotFound("ProductVariant", id);
            }

            foreach (var level in change["stockLevels"]?.AsArray() ?? [])
            {
                if ((string?)level!["stockLocationId"] != ShopStock.LocationId)
                {
                    // The real shop lets its database's message through, without a code.
                    throw new GraphFailure(200, null, "insert or update on table \"stock_level\" violates a foreign key constraint");
                }

                levels.Add(new ShopStockLevel(id, Units(level["stockOnHand"])));
            }

            if (change["stockOnHand"] is { } onHand)
            {
                levels.Add(new ShopStockLevel(id, Units(onHand)));
            }
        }

        Commit(new ShopStockSet(levels, Now()));
        var variants = input.Select(change => FakeCatalogue.Items.First(item => item.VariantId == (string)change!["id"]!));
        return Bytes(new JsonArray([.. variants.Select(item => (JsonNode)_stock.Describe(item))]));
    }

    private byte[] AddNote(JsonObject input)
    {
        var id = (string)input["id"]!;
        if (!_byId.TryGetValue(id, out var order))
        {
            throw NotFound("Order", id);
        }

        Commit(new ShopNoteAdded(id, (string)input["note"]!, (bool?)input["isPublic"] ?? false, Now()));
        return order.Json;
    }

    private static int Units(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var units)
            ? units
            : throw new GraphFailure(200, "BAD_USER_INPUT", $"Int cannot represent non-integer value: {text}");
    }

    private static GraphFailure NotFound(string type, string id) => new(200, "ENTITY_NOT_FOUND", $"No {type} with the id \"{id}\" could be found");

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, FakeJson.Options);
}
