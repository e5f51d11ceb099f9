using System.Globalization;
using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>Items: products with their templates. A change of the template does not move the product, so both are asked.</content>
public sealed partial class TrytonConnector
{
    private static readonly string[] s_itemFields =
    [
        "code", "active", "create_date", "write_date", "list_price", "default_uom", "sale_uom", "identifiers", "lot_required", "template.name", "template.type", "template.active",
        "template.salable", "template.create_date", "template.write_date",
    ];

    private ChangeWalk ItemWalk => new(
        _client, _options, _time, _problem, "product.product", s_itemFields, [], ["template", "identifiers"]);

    Task<ChangePage<Item>> IChangeSource<Item>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        ItemWalk.ReadAsync(query, MapItemsAsync, cancellationToken);

    async Task<Change<Item>?> IDocumentLookup<Item>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await ItemWalk.FindAsync("code", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapItemsAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;

    private async Task<IReadOnlyList<Change<Item>>> MapItemsAsync(IReadOnlyList<TrytonRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var units = new UnitReading(master, _units, _problem);
        var identifiers = (await ReadIfAnyAsync("product.identifier", rows.SelectMany(row => row.Ids("identifiers")), ["type", "code", "create_date", "write_date"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        return [.. rows.Select(row => Mapped.Change(
            row,
            row.Text("code") ?? row.Id.ToString(CultureInfo.InvariantCulture),
            Newest(row, row.Of("template"), row.Ids("identifiers").Select(id => (TrytonRow?)identifiers[id])),
            () => MapItem(row, units, master, [.. row.Ids("identifiers").Select(id => identifiers[id])])))];
    }

    private Item MapItem(TrytonRow row, UnitReading units, MasterData.Snapshot master, IReadOnlyList<TrytonRow> identifiers)
    {
        var template = row.Of("template") ?? throw new JsonException("The template is missing.", "$.template", null, null);
        var baseUnit = units.Code(row.Reference("default_uom"), "/default_uom");
        var saleUnit = row.Reference("sale_uom") is { } sale && sale != row.Reference("default_uom") ? sale : (int?)null;
        var isActive = row.Flag("active") && template.Flag("active");
        return new Item
        {
            Sku = row.Required("code"),
            ExternalIds = [ExternalId.Of(_connection.Name, row.Id.ToString(CultureInfo.InvariantCulture), "product.product")],
            Gtin = identifiers.Where(one => one.Text("type") == "ean").Select(one => one.Text("code")).FirstOrDefault(),
            Type = template.Text("type") switch { "goods" => ItemType.Goods, "service" => ItemType.Service, "assets" => ItemType.NonStock, var other => new ItemType(other ?? "unknown") },
            Name = template.Text("name"),
            BaseUnit = baseUnit,
            Units = saleUnit is { } id
                ? [new ItemUnit { Unit = units.Code(id, "/sale_uom"), SourceUnit = units.Unit(id, "/sale_uom").Symbol, IsSalesUnit = true, QuantityInBase = units.Unit(id, "/sale_uom").Factor / units.Unit(row.Reference("default_uom"), "/default_uom").Factor }]
                : [],
            Tracking = row.HasAny("lot_required") ? new TrackingPolicy { Lot = TrackingMode.Always } : null,
            Prices = row.DecimalOrNull("list_price") is { } price && master.CompanyCurrency is { } currency
                ? [new ItemPrice { Type = ItemPriceType.Sales, Price = new Price { Amount = Money.Of(price, currency) } }]
                : [],
            Statuses = [new ItemChannelStatus { Status = StatusFact.Of(!isActive ? ItemStatus.Archived : template.Flag("salable") ? ItemStatus.Active : ItemStatus.Inactive) }],
            CreatedAt = row.Time("create_date"),
            ModifiedAt = Newest(row, template, identifiers.Select(one => (TrytonRow?)one)),
        };
    }

    private static DateTimeOffset? Newest(TrytonRow row, TrytonRow? parent, IEnumerable<TrytonRow?> children) =>
        children.Append(parent).Append(row).OfType<TrytonRow>().Max(one => (DateTimeOffset?)one.Stamp);

    private async Task<IReadOnlyList<TrytonRow>> ReadIfAnyAsync(string model, IEnumerable<int> ids, string[] fields, CancellationToken cancellationToken)
    {
        var known = ids.Distinct().Order().ToList();
        return known.Count == 0 ? [] : await _client.ReadAsync(TrytonCall.ReadIds(model, known, fields), cancellationToken).ConfigureAwait(false);
    }
}
