using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Stock by warehouse, as it is now. A quant that becomes zero is deleted, so quants cannot be read for changes: moves tell which products to look at,
/// and the figures are computed by the server.
/// </content>
public sealed partial class OdooConnector
{
    private ChangeWalk ProductWalk => new(
        _client, _options, _time, _problem, "product.product", ["default_code", "uom_id"], [Wire.Clause("is_storable", "=", true)], []);

    private ChangeWalk MoveWalk => new(_client, _options, _time, _problem, OdooMove.Model, ["product_id"], [], ["move_line_ids"]);

    async Task<ChangePage<Inventory>> IChangeSource<Inventory>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var size = Math.Clamp(query.PageSize, 1, _options.RowsPerPage);

        // The first walk goes over all products; those after it over what moved. ChangesSince is about documents: stock is always told as a whole first.
        var cursor = ChangeCursor.Parse(query.After, _connection) ?? ChangeCursor.Since(null);
        var (rows, next) = await (cursor.From is null ? ProductWalk : MoveWalk).ReadAsync(cursor, size, cancellationToken).ConfigureAwait(false);
        var products = cursor.From is null ? rows.Select(row => row.Id) : rows.Select(row => row.Reference("product_id")).OfType<int>();
        var changes = await ReadStockAsync([.. products.Distinct().Order()], cancellationToken).ConfigureAwait(false);
        return new ChangePage<Inventory>(changes, next.ToCheckpoint(), HasMore: next.Began is not null);
    }

    async Task<Change<Inventory>?> IDocumentLookup<Inventory>.FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documentKey);
        return await ProductWalk.FindAsync("default_code", documentKey.Split('@')[0], cancellationToken).ConfigureAwait(false) is { } row
            ? (await ReadStockAsync([row.Id], cancellationToken).ConfigureAwait(false)).FirstOrDefault()
            : null;
    }

    private async Task<IReadOnlyList<Change<Inventory>>> ReadStockAsync(IReadOnlyList<int> products, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
        {
            return [];
        }

        // Before the figures, so that a move between them makes the figures newer than they say and never older.
        var asOf = _time.GetUtcNow();
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var figures = new List<(OdooWarehouse Warehouse, IReadOnlyDictionary<int, OdooRow> Now, IReadOnlyList<(int Days, IReadOnlyDictionary<int, OdooRow> Then)> Promises)>();
        foreach (var warehouse in master.Warehouses)
        {
            var now = await ReadFiguresAsync(products, warehouse, null, cancellationToken).ConfigureAwait(false);
            var promises = new List<(int, IReadOnlyDictionary<int, OdooRow>)>();
            foreach (var days in _options.PromiseDays.Distinct().Order())
            {
                promises.Add((days, await ReadFiguresAsync(products, warehouse, asOf.AddDays(days), cancellationToken).ConfigureAwait(false)));
            }

            figures.Add((warehouse, now, promises));
        }

        if (figures.Count == 0)
        {
            throw _problem.NotYet("Odoo has no warehouse of this company; create one there.");
        }

        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        return [.. figures[0].Now.Values.Where(row => row.Flag("is_storable")).OrderBy(row => row.Id).Select(row => Mapped.Change(
            row,
            row.Text("default_code") ?? Wire.Number(row.Id),
            asOf,
            () => new Inventory
            {
                Kind = InventoryKind.Snapshot,
                AsOf = asOf,
                Positions = [.. figures.Where(place => place.Now.ContainsKey(row.Id)).Select(place => Position(
                    place.Now[row.Id], place.Warehouse, [.. place.Promises.Select(promise => new PromiseQuantity { Date = today.AddDays(promise.Days), Quantity = promise.Then[row.Id].Decimal("virtual_available") })], master))],
            }))];
    }

    private InventoryPosition Position(OdooRow row, OdooWarehouse warehouse, IReadOnlyList<PromiseQuantity> promises, MasterData.Snapshot master)
    {
        var (onHand, free) = (row.Decimal("qty_available"), row.Decimal("free_qty"));
        return new InventoryPosition
        {
            Item = new ItemReference { SellerItemId = row.Required("default_code"), ExternalIds = [ExternalId.Of(_connection.Name, Wire.Number(row.Id), "product.product")] },
            Location = new LocationReference { Code = OurWarehouse(warehouse.Code), Name = warehouse.Name },
            Unit = _units.Code(master, row.Reference("uom_id"), "uom_id"),
            Buckets = new InventoryBuckets { OnHand = onHand, Allocated = onHand - free, Available = free, AvailableToPromise = row.Decimal("virtual_available") },
            AvailableToPromise = [.. promises],
        };
    }

    private async Task<IReadOnlyDictionary<int, OdooRow>> ReadFiguresAsync(IReadOnlyList<int> products, OdooWarehouse warehouse, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var context = new JsonObject { ["warehouse_id"] = warehouse.Id, ["active_test"] = false };
        if (until is { } time)
        {
            context["to_date"] = Wire.Time(time);
        }

        // A product that was deleted meanwhile is left out of the answer, and has no stock to tell.
        var rows = await _client.SendAsync(
            OdooCall.Read("product.product", products, "default_code", "uom_id", "is_storable", "qty_available", "free_qty", "virtual_available") with { Context = context },
            OdooClient.Rows,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id);
    }

    /// <summary>Our code of one of Odoo's warehouses.</summary>
    private string OurWarehouse(string theirs) => _options.Warehouses.FirstOrDefault(pair => pair.Value == theirs).Key ?? theirs;
}
