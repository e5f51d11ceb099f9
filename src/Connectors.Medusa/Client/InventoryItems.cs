using System.Text.Json;

namespace Crossdock.Connectors.Medusa;

/// <summary>Finds inventory items by SKU, with their stock as it is now: what may be set depends on whether a level is there.</summary>
internal sealed class InventoryItems(MedusaClient client, ConnectionContext connection)
{
    private const int SkusPerCall = 50;
    private const string Operation = "inventory items";

    /// <summary>The items; a SKU that no item has is missing in the answer.</summary>
    /// <exception cref="ConnectorException"><see cref="ErrorKind.Conflict"/> when several items share a SKU.</exception>
    public async Task<IReadOnlyDictionary<string, MedusaInventoryItem>> FindAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, MedusaInventoryItem>(StringComparer.Ordinal);
        foreach (var some in skus.Distinct(StringComparer.Ordinal).Chunk(SkusPerCall))
        {
            var query = some.Aggregate(MedusaQuery.Empty.And("fields", "id,sku,*location_levels"), (all, sku) => all.And("sku[]", sku));
            var page = await client.ListAsync(
                Operation,
                "inventory-items",
                "inventory_items",
                query,
                some.Length * 2,
                0,
                row => row.Deserialize(MedusaJson.Default.MedusaInventoryItem) ?? throw new JsonException(),
                cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Rows)
            {
                if (!some.Contains(item.Sku, StringComparer.Ordinal))
                {
                    throw new MedusaErrors(connection, Operation, isUnsafe: false).Ignored("sku[]");
                }

                if (!items.TryAdd(item.Sku, item))
                {
                    throw new ConnectorException(ErrorKind.Conflict, $"Connection '{connection.Name}': several inventory items share the SKU '{item.Sku}'; give each its own in the shop.");
                }
            }
        }

        return items;
    }
}
