using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Medusa.Tests;

/// <content>
/// Stock, with what the real shop does: levels are set or made, all of a call or nothing; negative stock is refused, and a level at a location that does not exist
/// is made without a word. And variants.
/// </content>
internal sealed partial class FakeShop
{
    private readonly SortedDictionary<(string Sku, string Location), decimal> _stock = [];

    /// <summary>SKUs that have an inventory item.</summary>
    public HashSet<string> Skus { get; } = ["A-1", "B-2"];

    /// <summary>Runs before stock is set.</summary>
    public Action BeforeStock { get; set; } = () => { };

    public List<JsonObject> Variants { get; } = [];

    public decimal? this[string sku, string location]
    {
        get => _stock.TryGetValue((sku, location), out var stock) ? stock : null;
        set => _stock[(sku, location)] = value ?? 0;
    }

    public int Levels => _stock.Count;

    private (int Status, JsonNode Body) InventoryItems(RestCall call)
    {
        var asked = Unknown.Contains("sku[]") ? Skus : call["sku[]"]!.Split('\n').Where(Skus.Contains);
        return (200, new JsonObject
        {
            ["inventory_items"] = new JsonArray([.. asked.Select(sku => (JsonNode)new JsonObject
            {
                ["id"] = "iitem_" + sku,
                ["sku"] = sku,
                ["location_levels"] = new JsonArray([.. _stock.Where(level => level.Key.Sku == sku).Select(level => (JsonNode)new JsonObject
                {
                    ["location_id"] = level.Key.Location, ["raw_stocked_quantity"] = Raw(level.Value),
                })]),
            })]),
            ["limit"] = int.Parse(call["limit"]!, CultureInfo.InvariantCulture),
            ["offset"] = 0,
        });
    }

    private (int Status, JsonNode Body) SetStock(JsonObject body)
    {
        BeforeStock();
        var (create, update) = (body["create"]!.AsArray(), body["update"]!.AsArray());
        if (create.Concat(update).Any(level => (decimal)level!["stocked_quantity"]! < 0) || create.Any(level => _stock.ContainsKey(Key(level!))))
        {
            return Error(400, "invalid_data");
        }

        if (create.Concat(update).Any(level => !Skus.Contains(Key(level!).Sku)) || update.Any(level => !_stock.ContainsKey(Key(level!))))
        {
            return Error(404, "not_found");
        }

        foreach (var level in create.Concat(update))
        {
            _stock[Key(level!)] = (decimal)level!["stocked_quantity"]!;
        }

        return (200, new JsonObject { ["created"] = new JsonArray(), ["updated"] = new JsonArray() });
    }

    private static (string Sku, string Location) Key(JsonNode level) => (((string)level["inventory_item_id"]!)["iitem_".Length..], (string)level["location_id"]!);
}
