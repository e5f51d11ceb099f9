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

    /// <summary>Total including tax.</summary>
    public LedgerAmount Total { get; private set; } = null!;

    /// <summary>Fulfilments that were not cancelled.</summary>
    public int Fulfilments { get; private set; }

    /// <summary>Notes in the history.</summary>
    public int Notes { get; private set; }

    public JsonObject Open() => JsonNode.Parse(Json)!.AsObject();

    public void Store(JsonObject document)
    {
        Json = JsonSerializer.SerializeToUtf8Bytes(document, FakeJson.Options);
        Index = JsonSerializer.SerializeToElement(s_indexed.ToDictionary(name => name, name => document[name]), FakeJson.Options);

        // Counted with each change, so that reading the books of thousands of orders does not parse them all.
        var currency = (string)document["currencyCode"]!;
        Total = new LedgerAmount(Code, currency, CurrencyExponent.FromMinor((long)document["totalWithTax"]!, currency));
        Fulfilments = Count(document["fulfillments"], "state", state => state != "Cancelled");
        Notes = Count(document["history"]?["items"], "type", type => type == "ORDER_NOTE");
    }

    private static int Count(JsonNode? rows, string member, Func<string?, bool> matches) =>
        (rows as JsonArray)?.Count(row => matches((string?)row![member])) ?? 0;
}
