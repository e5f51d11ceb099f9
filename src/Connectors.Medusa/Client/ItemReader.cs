using System.Text.Json;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads variants as item master data, by the ways of <see cref="ListWalk"/>.</summary>
internal sealed class ItemReader(MedusaClient client, ItemMapping mapping)
{
    private const string Fields = "id,sku,title,barcode,created_at,updated_at,*prices,*product,*options,*options.option";

    /// <summary>Reads a slice of a walk. Walking again takes all items.</summary>
    public Task<ListPage<ListRow<Item>>> ReadAsync(ListWalk walk, ListSlice slice, CancellationToken cancellationToken)
    {
        var field = walk == ListWalk.Changed ? ProvedLists.Changed : ProvedLists.Made;
        var query = MedusaQuery.Empty.And("fields", Fields).And("order", slice.SortBy).From(field, slice.From).To(field, slice.To);
        return client.ListAsync(
            "items",
            "product-variants",
            "variants",
            query,
            slice.Take,
            slice.Skip,
            row => new ListRow<Item>(
                row.GetProperty("id").GetString() ?? throw new JsonException(),
                row.GetProperty("created_at").GetDateTimeOffset(),
                row.GetProperty("updated_at").GetDateTimeOffset(),
                mapping.Map(row)),
            cancellationToken);
    }
}
