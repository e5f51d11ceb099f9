using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>Shipments that left: done customer shipments with their lots and tracking numbers. Draft to packed is the warehouse's own business.</content>
public sealed partial class TrytonConnector
{
    private static readonly string[] s_shipmentFields =
        ["number", "state", "reference", "warehouse.code", "warehouse.name", "planned_date", "effective_date", "outgoing_moves", "packages", "create_date", "write_date"];

    private static readonly string[] s_moveFields =
        ["quantity", "uom", "state", "origin", "product", "product.code", "product.rec_name", "lot.number", "package", "create_date", "write_date"];

    private ChangeWalk ShipmentWalk => new(
        _client, _options, _time, _problem, ShipmentDesk.Model, s_shipmentFields, [Wire.Clause("state", "=", "done")], ["moves", "packages"]);

    Task<ChangePage<Shipment>> IChangeSource<Shipment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        ShipmentWalk.ReadAsync(query, MapShipmentsAsync, cancellationToken);

    async Task<Change<Shipment>?> IDocumentLookup<Shipment>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await ShipmentWalk.FindAsync("number", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapShipmentsAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;

    private async Task<IReadOnlyList<Change<Shipment>>> MapShipmentsAsync(IReadOnlyList<TrytonRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var units = new UnitReading(await _master.GetAsync(cancellationToken).ConfigureAwait(false), _units, _problem);
        var moves = (await ReadIfAnyAsync(ShipmentDesk.MoveModel, rows.SelectMany(row => row.Ids("outgoing_moves")), s_moveFields, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var packages = (await ReadIfAnyAsync("stock.package", rows.SelectMany(row => row.Ids("packages")), ["code", "type.name", "shipping_reference", "moves", "create_date", "write_date"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        var origins = await _origins.ReadAsync(moves.Values.Select(move => move.ReferenceTo("origin", "sale.line")).OfType<int>(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row =>
        {
            var own = row.Ids("outgoing_moves").Order().Select(id => moves[id]).Where(move => move.Text("state") != "cancelled").ToList();
            var packed = row.Ids("packages").Order().Select(id => packages[id]).ToList();
            return Mapped.Change(
                row,
                row.Text("number") ?? row.Id.ToString(CultureInfo.InvariantCulture),
                Newest(row, null, own.Concat(packed).Select(one => (TrytonRow?)one)),
                () => MapShipment(row, own, packed, origins, units));
        })];
    }

    private Shipment MapShipment(
        TrytonRow row, IReadOnlyList<TrytonRow> moves, IReadOnlyList<TrytonRow> packages, IReadOnlyDictionary<int, SaleOrigin> origins, UnitReading units)
    {
        var orders = moves.Select(move => OriginOf(move, origins)).OfType<SaleOrigin>().DistinctBy(origin => origin.OrderNumber).ToList();
        var reference = row.Text("reference");
        var request = Marks.RequestOf(reference);
        return new Shipment
        {
            Number = row.Required("number"),
            ExternalIds = [ExternalId.Of(_connection.Name, row.Id.ToString(CultureInfo.InvariantCulture), ShipmentDesk.Model) with { DisplayNumber = row.Text("number") }],
            Orders = [.. orders.Select(origin => new DocumentReference { Type = DocumentReferenceType.Order, Id = origin.OrderNumber })],
            FulfilmentRequests = request is null ? [] : [new DocumentReference { Type = DocumentReferenceType.FulfilmentRequest, Id = request }],
            References = reference is not null && request is null ? [new DocumentReference { Type = DocumentReferenceType.Shipment, Id = reference, Description = "as reported to Tryton" }] : [],
            TrackingNumbers = [.. packages.Select(package => package.Text("shipping_reference")).OfType<string>().Distinct(StringComparer.Ordinal).Select(number => new TrackingNumber { Number = number })],
            Dates = new ShipmentDates
            {
                Created = row.Time("create_date"),
                Shipped = row.Date("effective_date") is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : row.Time("write_date"),
            },
            Statuses = [StatusFact.Of(FulfilmentStatus.Shipped, row.Text("state"), StatusConfidence.Asserted)],
            Location = row.Of("warehouse") is { } warehouse && warehouse.Text("code") is { } code ? new LocationReference { Code = OurWarehouse(code), Name = warehouse.Text("name") } : null,
            Lines = [.. moves.Select(move => ShipmentLine(move, OriginOf(move, origins), request, units))],
            HandlingUnits = [.. packages.Select(package => Package(package, moves, units))],
        };
    }

    private ShipmentLine ShipmentLine(TrytonRow move, SaleOrigin? origin, string? request, UnitReading units)
    {
        var quantity = Quantity.Of(move.Float("quantity"), units.Code(move.Reference("uom"), "/uom"));
        return new ShipmentLine
        {
            Id = move.Id.ToString(CultureInfo.InvariantCulture),
            Order = origin is null ? null : new DocumentReference { Type = DocumentReferenceType.Order, Id = origin.OrderNumber, LineId = origin.LineId },
            FulfilmentRequest = request is null ? null : new DocumentReference { Type = DocumentReferenceType.FulfilmentRequest, Id = request },
            Item = new ItemReference { SellerItemId = move.Of("product")?.Text("code"), Name = move.Of("product")?.Text("rec_name") },
            Quantity = quantity,
            Instances = move.Of("lot")?.Text("number") is { } lot ? [new ItemInstance { LotNumber = lot, Quantity = quantity }] : [],
            ExternalIds = [ExternalId.Of(_connection.Name, move.Id.ToString(CultureInfo.InvariantCulture), ShipmentDesk.MoveModel)],
        };
    }

    private static HandlingUnit Package(TrytonRow package, IReadOnlyList<TrytonRow> moves, UnitReading units)
    {
        var inside = package.Ids("moves").ToHashSet();
        return new HandlingUnit
        {
            Id = package.Text("code") ?? package.Id.ToString(CultureInfo.InvariantCulture),
            TrackingNumbers = package.Text("shipping_reference") is { } number ? [new TrackingNumber { Number = number }] : [],
            Contents =
            [
                .. moves.Where(move => inside.Contains(move.Id)).Select(move => new HandlingUnitContent
                {
                    LineId = move.Id.ToString(CultureInfo.InvariantCulture),
                    Quantity = Quantity.Of(move.Float("quantity"), units.Code(move.Reference("uom"), "/uom")),
                }),
            ],
        };
    }

    private static SaleOrigin? OriginOf(TrytonRow row, IReadOnlyDictionary<int, SaleOrigin> origins) =>
        row.ReferenceTo("origin", "sale.line") is { } line ? origins.GetValueOrDefault(line) : null;
}
