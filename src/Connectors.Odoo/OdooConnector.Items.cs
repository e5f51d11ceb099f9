using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>Items: products with what their templates say.</content>
public sealed partial class OdooConnector
{
    private static readonly string[] s_itemFields =
        ["default_code", "barcode", "active", "name", "type", "is_storable", "tracking", "lst_price", "uom_id", "sale_ok", "currency_id", "create_date", "write_date"];

    private ChangeWalk ItemWalk => new(_client, _options, _time, _problem, "product.product", s_itemFields, [], ["product_tmpl_id"]);

    Task<ChangePage<Item>> IChangeSource<Item>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        ItemWalk.ReadAsync(query, MapItemsAsync, cancellationToken);

    async Task<Change<Item>?> IDocumentLookup<Item>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await ItemWalk.FindAsync("default_code", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapItemsAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;

    private async Task<IReadOnlyList<Change<Item>>> MapItemsAsync(IReadOnlyList<OdooRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => Mapped.Change(row, row.Text("default_code") ?? Wire.Number(row.Id), row.Stamp, () => MapItem(row, master)))];
    }

    private Item MapItem(OdooRow row, MasterData.Snapshot master)
    {
        var tracking = row.Text("tracking") switch
        {
            "lot" => new TrackingPolicy { Lot = TrackingMode.Always },
            "serial" => new TrackingPolicy { Serial = TrackingMode.Always },
            _ => null,
        };
        return new Item
        {
            Sku = row.Required("default_code"),
            ExternalIds = [ExternalId.Of(_connection.Name, Wire.Number(row.Id), "product.product")],
            Gtin = row.Text("barcode"),
            Type = row.Text("type") switch
            {
                "consu" => row.Flag("is_storable") ? ItemType.Goods : ItemType.NonStock,
                "service" => ItemType.Service,
                var other => new ItemType(other ?? "unknown"),
            },
            Name = row.Text("name"),
            BaseUnit = _units.Code(master, row.Reference("uom_id"), "uom_id"),
            Tracking = tracking,
            Prices = [new ItemPrice { Type = ItemPriceType.Sales, Price = new Price { Amount = Money.Of(row.Decimal("lst_price"), row.ReferenceName("currency_id") ?? master.CompanyCurrency) } }],
            Statuses = [new ItemChannelStatus { Status = StatusFact.Of(!row.Flag("active") ? ItemStatus.Archived : row.Flag("sale_ok") ? ItemStatus.Active : ItemStatus.Inactive) }],
            CreatedAt = row.Time("create_date"),
            ModifiedAt = row.Stamp,
        };
    }
}
