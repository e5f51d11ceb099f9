using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Done transfers to shipments, with everything that was read for them.</summary>
internal sealed class ShipmentBooks(
    string connection, UnitMapping units, MasterData.Snapshot master, IReadOnlyDictionary<int, SaleOrigin> origins, IReadOnlyDictionary<int, OdooRow> products)
{
    /// <param name="row">The transfer.</param>
    /// <param name="moves">What left.</param>
    /// <param name="details">The moves in parts, by lot and package.</param>
    /// <param name="names">External ids of this connector that it has.</param>
    /// <param name="location">Where it left from.</param>
    public Shipment Map(OdooRow row, IReadOnlyList<OdooRow> moves, IReadOnlyList<OdooRow> details, IReadOnlyList<string> names, LocationReference? location)
    {
        var request = names.Select(name => Marks.PartsOf(name, "request")?[0]).FirstOrDefault(number => number is not null);
        var reported = names.Select(name => Marks.PartsOf(name, "shipment")?[0]).FirstOrDefault(number => number is not null);
        var orders = moves.Select(OriginOf).OfType<SaleOrigin>().Select(origin => origin.OrderNumber).Distinct(StringComparer.Ordinal);
        var tracking = row.Has("carrier_tracking_ref") ? row.Text("carrier_tracking_ref") : null;
        return new Shipment
        {
            Number = row.Required("name"),
            ExternalIds = [ExternalId.Of(connection, Wire.Number(row.Id), OdooPicking.Model) with { DisplayNumber = row.Text("name") }],
            Orders = [.. orders.Select(number => new DocumentReference { Type = DocumentReferenceType.Order, Id = number })],
            FulfilmentRequests = request is null ? [] : [new DocumentReference { Type = DocumentReferenceType.FulfilmentRequest, Id = request }],
            References = reported is null ? [] : [new DocumentReference { Type = DocumentReferenceType.Shipment, Id = reported, Description = "as reported to Odoo" }],
            TrackingNumbers = tracking is null
                ? []
                : [.. tracking.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Select(number => new TrackingNumber { Number = number })],
            Dates = new ShipmentDates { Created = row.Time("create_date"), Shipped = row.Time("date_done") ?? row.Time("write_date") },
            Statuses = [StatusFact.Of(FulfilmentStatus.Shipped, row.Text("state"), StatusConfidence.Asserted)],
            Location = location,
            Lines = [.. moves.Select(move => Line(move, details, request))],
            HandlingUnits = [.. details.Where(one => one.Reference("result_package_id") is not null).GroupBy(one => one.ReferenceName("result_package_id") ?? "").Select(package => new HandlingUnit
            {
                Id = package.Key,
                Contents = [.. package.Select(one => new HandlingUnitContent
                {
                    LineId = Wire.Number(one.Reference("move_id") ?? 0),
                    Quantity = Quantity.Of(one.Decimal("quantity"), units.Code(master, one.Reference("product_uom_id"), "product_uom_id")),
                })],
            })],
        };
    }

    private ShipmentLine Line(OdooRow move, IReadOnlyList<OdooRow> details, string? request)
    {
        var origin = OriginOf(move);
        var product = products[move.Reference("product_id") ?? 0];
        return new ShipmentLine
        {
            Id = Wire.Number(move.Id),
            Order = origin is null ? null : new DocumentReference { Type = DocumentReferenceType.Order, Id = origin.OrderNumber, LineId = origin.LineId },
            FulfilmentRequest = request is null ? null : new DocumentReference { Type = DocumentReferenceType.FulfilmentRequest, Id = request },
            Item = new ItemReference { SellerItemId = product.Text("default_code"), Name = product.Text("name") },
            Quantity = Quantity.Of(move.Decimal("quantity"), units.Code(master, move.Reference("product_uom"), "product_uom")),
            Instances = [.. details.Where(one => one.Reference("move_id") == move.Id && LotOf(one) is not null).Select(one => new ItemInstance
            {
                LotNumber = LotOf(one),
                Quantity = Quantity.Of(one.Decimal("quantity"), units.Code(master, one.Reference("product_uom_id"), "product_uom_id")),
            })],
            ExternalIds = [ExternalId.Of(connection, Wire.Number(move.Id), OdooMove.Model)],
        };
    }

    private SaleOrigin? OriginOf(OdooRow move) => move.Reference("sale_line_id") is { } line ? origins.GetValueOrDefault(line) : null;

    private static string? LotOf(OdooRow detail) => detail.ReferenceName("lot_id") ?? detail.Text("lot_name");
}
