using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// One order: the complete Vendure document as bytes, and the few fields that lists filter and sort by. Bytes, because
/// thousands of orders as object trees would cost a hundred times their text.
/// </summary>
internal sealed class ShopOrder
{
    private static readonly string[] s_indexed =
        ["id", "code", "type", "state", "active", "createdAt", "updatedAt", "orderPlacedAt", "currencyCode", "total", "totalWithTax", "totalQuantity"];

    public ShopOrder(JsonObject document)
    {
        Id = (string)document["id"]!;
        Code = (string)document["code"]!;
        Store(document);
    }

    public string Id { get; }

    public string Code { get; }

    public byte[] Json { get; private set; } = [];

    public JsonElement Index { get; private set; }

    public JsonObject Open() => JsonNode.Parse(Json)!.AsObject();

    public void Store(JsonObject document)
    {
        Json = JsonSerializer.SerializeToUtf8Bytes(document, FakeJson.Options);
        Index = JsonSerializer.SerializeToElement(s_indexed.ToDictionary(name => name, name => document[name]), FakeJson.Options);
    }
}
