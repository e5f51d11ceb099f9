using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads what a shop is to be told of a shipment.</summary>
internal static class ShipmentMapping
{
    private const string NumberMark = "crossdock_shipment";
    private const string ContentMark = "crossdock_content";

    /// <summary>The shipment's lines by order.</summary>
    /// <returns>One part per order, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<ShipmentPart> Parts, (string Pointer, string Message)? Problem) Read(Shipment document, MedusaOptions options)
    {
        var parts = new Dictionary<string, List<(int, string?, string?, decimal)>>(StringComparer.Ordinal);
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if ((line.Order?.Id ?? (document.Orders.Count == 1 ? document.Orders[0].Id : null)) is not { } order)
            {
                return ([], ($"/lines/{i}/order", "The line does not say which order it is for; the shipment has none or several. Name the order in the system that ships."));
            }

            if (!options.PieceUnits.Contains(line.Quantity.Unit))
            {
                return ([], ($"/lines/{i}/quantity/unit", $"The line is in '{line.Quantity.Unit}' and the shop knows no units; ship it in pieces, or add the unit to PieceUnits of the connection."));
            }

            if (line.Quantity.Value < 0)
            {
                return ([], ($"/lines/{i}/quantity/value", FormattableString.Invariant($"{line.Quantity.Value} cannot be shipped; correct it in the system that ships.")));
            }

            if (line.Quantity.Value > 0)
            {
                if (!parts.TryGetValue(order, out var lines))
                {
                    parts[order] = lines = [];
                }

                lines.Add((i, line.Order?.LineId, line.Item?.SellerItemId, line.Quantity.Value));
            }
        }

        return parts.Count == 0
            ? ([], ("/lines", "Nothing was shipped: all quantities are zero."))
            : ([.. parts.Select(part => new ShipmentPart(part.Key, part.Value))], null);
    }

    /// <summary>Finds each shipped line in the order: by its id, else by a SKU that only one line has.</summary>
    /// <returns>Quantity per line, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyDictionary<string, decimal> Pieces, (string Pointer, string Message)? Problem) FindLines(MedusaOrder order, ShipmentPart part)
    {
        var pieces = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (index, lineId, sku, quantity) in part.Lines)
        {
            var named = order.Items.FirstOrDefault(line => line.Id == lineId);
            var bySku = order.Items.Where(line => sku is not null && line.VariantSku == sku).Take(2).ToList();
            if ((named ?? (bySku.Count == 1 ? bySku[0] : null)) is not { } line)
            {
                return (pieces, ($"/lines/{index}/order/lineId", $"Order '{order.Id}' has no line '{lineId}', and no single line with the SKU '{sku}'; name the order line in the system that ships."));
            }

            pieces[line.Id] = pieces.GetValueOrDefault(line.Id) + quantity;
        }

        return (pieces, null);
    }

    /// <summary>The marks a fulfilment is found again by: the shipment's number, and what it told.</summary>
    public static JsonObject Marks(Shipment document, IReadOnlyDictionary<string, decimal> pieces) => new() { [NumberMark] = document.Number, [ContentMark] = Content(document, pieces) };

    /// <summary>True when a fulfilment is the one of this shipment. One that was cancelled at the shop has not happened.</summary>
    public static bool IsSame(MedusaFulfilment fulfilment, Shipment document) => fulfilment.CanceledAt is null && Mark(fulfilment, NumberMark) == document.Number;

    /// <summary>True when a fulfilment tells what the shipment tells.</summary>
    public static bool Holds(MedusaFulfilment fulfilment, Shipment document, IReadOnlyDictionary<string, decimal> pieces) => Mark(fulfilment, ContentMark) == Content(document, pieces);

    /// <summary>Labels as the shop wants them: it refuses one without its two addresses, and takes them empty.</summary>
    public static JsonArray Labels(Shipment document) =>
    [
        .. ShippedTracking.Of(document).Select(tracking => (JsonNode)new JsonObject { ["tracking_number"] = tracking.Number, ["tracking_url"] = tracking.Url ?? "", ["label_url"] = "" }),
    ];

    public static JsonArray Items(IReadOnlyDictionary<string, decimal> pieces) => [.. pieces.Select(line => (JsonNode)new JsonObject { ["id"] = line.Key, ["quantity"] = line.Value })];

    private static string Content(Shipment document, IReadOnlyDictionary<string, decimal> pieces) => string.Join(
        "; ", [.. pieces.Select(line => FormattableString.Invariant($"{line.Key} {line.Value:0.############################}")), .. ShippedTracking.Of(document).Select(tracking => tracking.Number)]);

    private static string? Mark(MedusaFulfilment fulfilment, string name) =>
        fulfilment.Metadata?.TryGetValue(name, out var mark) == true && mark.ValueKind == JsonValueKind.String ? mark.GetString() : null;
}
