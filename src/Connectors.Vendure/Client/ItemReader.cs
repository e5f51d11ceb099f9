using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>
/// Reads variants as item master data, by the ways of <see cref="ListWalk"/>: a product switched off or a new tax rate does not move <c>updatedAt</c> of its variants.
/// </summary>
internal sealed class ItemReader(VendureClient client, ItemMapping mapping)
{
    public const string Changed = "updatedAt";
    public const string Made = "createdAt";

    /// <summary>Reads a slice of a walk.</summary>
    public Task<ListPage<ListRow<Item>>> ReadAsync(ListWalk walk, ListSlice slice, CancellationToken cancellationToken) => client.SendAsync(
        VendureOperations.Items,
        ListQuery.Options(
            new JsonObject { [walk == ListWalk.Changed ? Changed : Made] = new JsonObject { ["between"] = ListQuery.Range(slice.From, slice.To) } },
            slice.SortBy,
            "ASC",
            slice.Take,
            slice.Skip),
        (data, answer) => new ListPage<ListRow<Item>>(ReadRows(data), answer.Date),
        cancellationToken);

    private IReadOnlyList<ListRow<Item>> ReadRows(JsonElement data)
    {
        var channel = data.GetProperty("activeChannel").Deserialize(VendureJson.Default.VendureChannel) ?? throw new JsonException();
        return
        [
            .. data.GetProperty("productVariants").GetProperty("items").EnumerateArray().Select(item => new ListRow<Item>(
                item.GetProperty("id").GetString() ?? throw new JsonException(),
                item.GetProperty("createdAt").GetDateTimeOffset(),
                item.GetProperty("updatedAt").GetDateTimeOffset(),
                mapping.Map(item, channel))),
        ];
    }
}
