using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>Shipments that left: done transfers to customers with their lots and tracking numbers. What comes before is the warehouse's own business.</content>
public sealed partial class OdooConnector
{
    private static readonly string[] s_shipmentFields =
        ["name", "state", "picking_type_id", "move_ids", "move_line_ids", "date_done", "create_date", "write_date"];

    private static readonly string[] s_moveFields = ["product_id", "quantity", "product_uom", "state", "sale_line_id", "write_date"];

    private static readonly string[] s_moveLineFields = ["move_id", "quantity", "product_uom_id", "lot_id", "lot_name", "result_package_id", "write_date"];

    private ChangeWalk ShipmentWalk(bool hasTracking) => new(
        _client, _options, _time, _problem, OdooPicking.Model, hasTracking ? [.. s_shipmentFields, "carrier_tracking_ref"] : s_shipmentFields,
        [Wire.Clause("state", "=", "done"), Wire.Clause("picking_type_code", "=", "outgoing")], ["move_ids", "move_line_ids"]);

    async Task<ChangePage<Shipment>> IChangeSource<Shipment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        return await ShipmentWalk(master.HasTracking).ReadAsync(query, MapShipmentsAsync, cancellationToken).ConfigureAwait(false);
    }

    async Task<Change<Shipment>?> IDocumentLookup<Shipment>.FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        return await ShipmentWalk(master.HasTracking).FindAsync("name", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapShipmentsAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;
    }

    private async Task<IReadOnlyList<Change<Shipment>>> MapShipmentsAsync(IReadOnlyList<OdooRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var moves = (await _client.ReadAsync(OdooMove.Model, rows.SelectMany(row => row.Ids("move_ids")), s_moveFields, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var details = (await _client.ReadAsync("stock.move.line", rows.SelectMany(row => row.Ids("move_line_ids")), s_moveLineFields, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var products = (await _client.ReadAsync(
            "product.product", moves.Values.Select(move => move.Reference("product_id")).OfType<int>(), ["default_code", "name"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var types = (await _client.ReadAsync(
            "stock.picking.type", rows.Select(row => row.Reference("picking_type_id")).OfType<int>(), ["warehouse_id"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var origins = await _origins.ReadAsync(moves.Values.Select(move => move.Reference("sale_line_id")).OfType<int>(), cancellationToken).ConfigureAwait(false);
        var names = await _marks.NamesAsync(OdooPicking.Model, rows.Select(row => row.Id), cancellationToken).ConfigureAwait(false);
        var books = new ShipmentBooks(_connection.Name, _units, master, origins, products);
        return [.. rows.Select(row =>
        {
            var own = row.Ids("move_ids").Order().Select(id => moves[id]).Where(move => move.Text("state") == "done" && move.Decimal("quantity") != 0).ToList();
            var inside = row.Ids("move_line_ids").Order().Select(id => details[id]).ToList();
            var warehouse = row.Reference("picking_type_id") is { } type && types[type].Reference("warehouse_id") is { } id ? master.Warehouses.FirstOrDefault(one => one.Id == id) : null;
            var location = warehouse is null ? null : new LocationReference { Code = OurWarehouse(warehouse.Code), Name = warehouse.Name };
            return Mapped.Change(row, row.Required("name"), Mapped.Newest(row, own.Concat(inside)), () => books.Map(row, own, inside, [.. names[row.Id]], location));
        })];
    }
}
