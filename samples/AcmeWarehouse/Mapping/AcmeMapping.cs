using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.AcmeWarehouse;

/// <summary>Between the warehouse's rows and canonical documents.</summary>
internal static class AcmeMapping
{
    public static string Reference(IdempotencyKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.DocumentKey}/{key.Revision}");

    public static JsonObject ToRequest(FulfilmentRequest document, IdempotencyKey key) => new()
    {
        ["reference"] = Reference(key),
        ["lines"] = new JsonArray([.. document.Lines.Select((line, index) => (JsonNode)new JsonObject
        {
            ["sku"] = line.Item?.SellerItemId ?? throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.Validation, Pointer = $"/lines/{index}/item/sellerItemId", Message = "The warehouse needs the item's number: supply it.",
            }),
            ["quantity"] = line.Quantity.Value.ToString(CultureInfo.InvariantCulture),
        })]),
    };

    public static EffectResult ToResult(int status, JsonNode answer) => status is 200 or 201
        ? status == 201 ? EffectResult.Applied(ToReference(answer)) : EffectResult.AlreadyApplied(ToReference(answer))
        : EffectResult.Rejected(new ConnectorError
        {
            Kind = status == 409 ? ErrorKind.Conflict : ErrorKind.Validation,
            Message = $"The warehouse refused the request: {(string?)answer["message"]}.",
            Pointer = ((string?)answer["field"])?.Replace("/sku", "/item/sellerItemId", StringComparison.Ordinal),
        });

    public static RemoteReference ToReference(JsonNode answer) => new((string?)answer["id"] ?? throw new System.Text.Json.JsonException());

    public static Change<Shipment> ToShipment(JsonNode row)
    {
        var sequence = (long)row["sequence"]!;
        var shippedAt = DateTimeOffset.Parse((string)row["shippedAt"]!, CultureInfo.InvariantCulture);
        var order = new DocumentReference { Type = DocumentReferenceType.Order, Id = (string)row["order"]! };
        var change = new Change<Shipment>
        {
            DocumentKey = (string)row["number"]!,
            SourceVersion = sequence,
            OccurredAt = shippedAt,
            Raw = Encoding.UTF8.GetBytes(row.ToJsonString()),
        };

        // Counting pieces is all this warehouse does; a unit it never had before is for a person to look at.
        return (string)row["unit"]! != "C62"
            ? change with { Problems = [new DocumentProblem("/lines/0/quantity/unit", "unknown-unit", $"The unit '{(string)row["unit"]!}' is unknown; correct it in the warehouse.")] }
            : change with
            {
                Document = new Shipment
                {
                    Number = change.DocumentKey,
                    Type = ShipmentType.Outbound,
                    Orders = [order],
                    Dates = new ShipmentDates { Shipped = shippedAt },
                    Statuses = [StatusFact.Of(FulfilmentStatus.Shipped, (string)row["status"]!, StatusConfidence.Asserted)],
                    Lines =
                    [
                        new ShipmentLine
                        {
                            Id = "1",
                            Order = order,
                            Item = new ItemReference { SellerItemId = (string)row["sku"]! },
                            Quantity = Quantity.Of(decimal.Parse((string)row["quantity"]!, CultureInfo.InvariantCulture)),
                        },
                    ],
                },
            };
    }

    public static Change<Inventory> ToStock(JsonNode row)
    {
        var asOf = DateTimeOffset.Parse((string)row["asOf"]!, CultureInfo.InvariantCulture);
        return new Change<Inventory>
        {
            DocumentKey = (string)row["sku"]!,
            OccurredAt = asOf,
            Document = new Inventory
            {
                Kind = InventoryKind.Snapshot,
                AsOf = asOf,
                Positions =
                [
                    new InventoryPosition
                    {
                        Item = new ItemReference { SellerItemId = (string)row["sku"]! },
                        Location = new LocationReference { Code = "MAIN" },
                        Unit = UnitCodes.One,
                        Buckets = new InventoryBuckets { OnHand = decimal.Parse((string)row["onHand"]!, CultureInfo.InvariantCulture) },
                    },
                ],
            },
        };
    }
}
