using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>
/// Stock by warehouse, or by location, as it is today. Tryton keeps no stock levels that could be read for changes: moves tell which products
/// to look at, and the figures are computed by the server for a date.
/// </content>
public sealed partial class TrytonConnector
{
    private ChangeWalk ProductWalk => new(
        _client, _options, _time, _problem, "product.product", ["code", "default_uom"],
        [Wire.Clause("template.type", "=", "goods")], []);

    private ChangeWalk MoveWalk => new(_client, _options, _time, _problem, "stock.move", ["product"], [], []);

    async Task<ChangePage<Inventory>> IChangeSource<Inventory>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var size = Math.Clamp(query.PageSize, 1, _options.RowsPerPage);

        // The first walk goes over all products; those after it over what moved. ChangesSince is about documents: stock is always told as a whole first.
        var cursor = ChangeCursor.Parse(query.After, _connection) ?? ChangeCursor.Since(null);
        var (rows, next) = await (cursor.From is null ? ProductWalk : MoveWalk).ReadAsync(cursor, size, cancellationToken).ConfigureAwait(false);
        var products = cursor.From is null ? rows.Select(row => row.Id) : rows.Select(row => row.Reference("product")).OfType<int>();
        var changes = await ReadStockAsync([.. products.Distinct().Order()], cancellationToken).ConfigureAwait(false);
        return new ChangePage<Inventory>(changes, next.ToCheckpoint(), HasMore: next.Began is not null);
    }

    async Task<Change<Inventory>?> IDocumentLookup<Inventory>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await ProductWalk.FindAsync("code", documentKey.Split('@')[0], cancellationToken).ConfigureAwait(false) is { } row
            ? (await ReadStockAsync([row.Id], cancellationToken).ConfigureAwait(false)).FirstOrDefault()
            : null;

    private async Task<IReadOnlyList<Change<Inventory>>> ReadStockAsync(IReadOnlyList<int> products, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
        {
            return [];
        }

        // Before the figures, so that a move between them makes the figures newer than they say and never older.
        var asOf = _time.GetUtcNow();
        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var known = await _client.ReadAsync(TrytonCall.ReadIds("product.product", products, "code", "default_uom", "template.type", "create_date", "write_date"), cancellationToken).ConfigureAwait(false);
        var places = _options.StockPerLocation
            ? master.Storages.Select(storage => (storage.Id, storage.Warehouse, Bin: (string?)storage.Code)).ToList()
            : [.. master.Warehouses.Select(warehouse => (warehouse.Id, warehouse, (string?)null))];
        var figures = new List<(TrytonWarehouse Warehouse, string? Bin, StockFigures Figures)>();
        foreach (var (id, warehouse, bin) in places)
        {
            figures.Add((warehouse, bin, await ReadFiguresAsync(products, id, today, cancellationToken).ConfigureAwait(false)));
        }

        var units = new UnitReading(master, _units, _problem);
        return [.. known.Where(row => row.Of("template")?.Text("type") == "goods").Select(row => Mapped.Change(
            row,
            row.Text("code") ?? row.Id.ToString(CultureInfo.InvariantCulture),
            asOf,
            () => new Inventory
            {
                Kind = InventoryKind.Snapshot,
                AsOf = asOf,
                Positions = [.. figures.Select(place => Position(row, place.Warehouse, place.Bin, place.Figures, units, today))],
            }))];
    }

    private InventoryPosition Position(TrytonRow row, TrytonWarehouse warehouse, string? bin, StockFigures figures, UnitReading units, DateOnly today)
    {
        var (onHand, unassigned, forecast) = (figures.OnHand.GetValueOrDefault(row.Id), figures.Unassigned.GetValueOrDefault(row.Id), figures.Forecast.GetValueOrDefault(row.Id));
        return new InventoryPosition
        {
            Item = new ItemReference
            {
                SellerItemId = row.Required("code"),
                ExternalIds = [ExternalId.Of(_connection.Name, row.Id.ToString(CultureInfo.InvariantCulture), "product.product")],
            },
            Location = new LocationReference { Code = OurWarehouse(warehouse.Code), Name = warehouse.Name },
            Bin = bin,
            Unit = units.Code(row.Reference("default_uom"), "/default_uom"),
            Buckets = new InventoryBuckets { OnHand = onHand, Allocated = onHand - unassigned, Available = unassigned, AvailableToPromise = forecast },
            AvailableToPromise = [.. figures.Promises.Select(promise => new PromiseQuantity { Date = today.AddDays(promise.Days), Quantity = promise.Forecast.GetValueOrDefault(row.Id) })],
        };
    }

    private async Task<StockFigures> ReadFiguresAsync(IReadOnlyList<int> products, int place, DateOnly today, CancellationToken cancellationToken)
    {
        var onHand = await ReadQuantitiesAsync(products, place, today, isAssigned: false, cancellationToken).ConfigureAwait(false);
        var unassigned = await ReadQuantitiesAsync(products, place, today, isAssigned: true, cancellationToken).ConfigureAwait(false);
        var promises = new List<(int Days, IReadOnlyDictionary<int, decimal> Forecast)>();
        foreach (var days in _options.PromiseDays.Distinct().Order())
        {
            promises.Add((days, (await ReadQuantitiesAsync(products, place, today.AddDays(days), isAssigned: false, cancellationToken).ConfigureAwait(false)).Forecast));
        }

        return new StockFigures(onHand.Quantity, unassigned.Quantity, onHand.Forecast, promises);
    }

    /// <param name="products">The products.</param>
    /// <param name="place">Warehouse or location, with everything inside.</param>
    /// <param name="day">Up to the end of which day.</param>
    /// <param name="isAssigned">True takes off what is assigned to shipments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private async Task<(IReadOnlyDictionary<int, decimal> Quantity, IReadOnlyDictionary<int, decimal> Forecast)> ReadQuantitiesAsync(
        IReadOnlyList<int> products, int place, DateOnly day, bool isAssigned, CancellationToken cancellationToken)
    {
        var context = new JsonObject { ["locations"] = Wire.Ids(place), ["stock_date_end"] = Wire.Date(day), ["with_childs"] = true };
        if (isAssigned)
        {
            context["stock_assign"] = true;
        }

        var rows = await _client.ReadAsync(TrytonCall.ReadIds("product.product", products, "quantity", "forecast_quantity") with { Context = context }, cancellationToken).ConfigureAwait(false);
        return (rows.ToDictionary(row => row.Id, row => row.Float("quantity")), rows.ToDictionary(row => row.Id, row => row.Float("forecast_quantity")));
    }

    /// <summary>Our code of one of Tryton's warehouses.</summary>
    private string OurWarehouse(string theirs) => _options.Warehouses.FirstOrDefault(pair => pair.Value == theirs).Key ?? theirs;

    private sealed record StockFigures(
        IReadOnlyDictionary<int, decimal> OnHand,
        IReadOnlyDictionary<int, decimal> Unassigned,
        IReadOnlyDictionary<int, decimal> Forecast,
        IReadOnlyList<(int Days, IReadOnlyDictionary<int, decimal> Forecast)> Promises);
}
