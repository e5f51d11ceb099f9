using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads what a shop is to be told of a shipment.</summary>
internal static class ShipmentMapping
{
    /// <summary>The shipment's lines by order.</summary>
    /// <returns>One part per order, or the first problem with its JSON Pointer.</returns>
    public static (IReadOnlyList<ShipmentPart> Parts, (string Pointer, string Message)? Problem) Read(Shipment document, VendureOptions options)
    {
        var parts = new Dictionary<string, List<(int, string?, string?, int)>>(StringComparer.Ordinal);
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if ((line.Order?.Id ?? (document.Orders.Count == 1 ? document.Orders[0].Id : null)) is not { } code)
            {
                return ([], ($"/lines/{i}/order", "The line does not say which order it is for; the shipment has none or several."));
            }

            if (!options.PieceUnits.Contains(line.Quantity.Unit))
            {
                return ([], ($"/lines/{i}/quantity/unit", $"The line is in '{line.Quantity.Unit}' and the shop counts pieces; ship it in pieces, or add the unit to PieceUnits of the connection."));
            }

            var pieces = line.Quantity.Value;
            if (pieces < 0 || pieces > int.MaxValue || decimal.Truncate(pieces) != pieces)
            {
                return ([], ($"/lines/{i}/quantity/value", "The shop counts whole pieces; ship whole pieces or convert the unit."));
            }

            if (pieces > 0)
            {
                if (!parts.TryGetValue(code, out var lines))
                {
                    parts[code] = lines = [];
                }

                lines.Add((i, line.Order?.LineId, line.Item?.SellerItemId, (int)pieces));
            }
        }

        return parts.Count == 0
            ? ([], ("/lines", "Nothing was shipped: all quantities are zero."))
            : ([.. parts.Select(part => new ShipmentPart(part.Key, part.Value))], null);
    }

    /// <summary>
    /// The fulfilment's method: carrier and service, and the shipment's number, by which it is found again. A tracking number alone
    /// would not do: some shipments have none, and some share one.
    /// </summary>
    public static string Method(Shipment document, string defaultMethod)
    {
        var name = string.Join(' ', Texts.Said(
            document.Carrier?.Name ?? document.Carrier?.Scac ?? document.Carrier?.Code, document.Carrier?.ServiceName ?? document.Carrier?.ServiceCode));
        return $"{Texts.OrNull(name) ?? defaultMethod} {Mark(document)}";
    }

    /// <summary>The tracking numbers; those of single packages where the shipment as a whole has none.</summary>
    public static string TrackingCode(Shipment document) => string.Join(", ", ShippedTracking.Of(document).Select(tracking => tracking.Number));

    /// <summary>True when a fulfilment is the one of this shipment.</summary>
    public static bool IsSame(ExistingFulfilment fulfilment, Shipment document) =>
        fulfilment.State != "Cancelled" && fulfilment.Method?.EndsWith(Mark(document), StringComparison.Ordinal) == true;

    private static string Mark(Shipment document) => $"({document.Number})";
}
