using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads variants as item master data, by the ways of <see cref="ItemWalk"/>.</summary>
internal sealed class ItemReader(VendureClient client, ItemMapping mapping)
{
    public Task<ListPage<ItemRow>> ReadAsync(ItemWalk walk, ListPosition position, int size, CancellationToken cancellationToken)
    {
        var field = walk == ItemWalk.All ? "createdAt" : "updatedAt";
        return new ListReader<ItemRow>(
            field,
            "id",
            row => row.Time(walk),
            row => row.Id,
            slice => client.SendAsync(
                VendureOperations.Items,
                ListQuery.Options(
                    new JsonObject { [field] = new JsonObject { ["between"] = ListQuery.Range(slice.From, slice.To) } }, slice.SortBy, "ASC", slice.Take, slice.Skip),
                (data, answer) => new ListPage<ItemRow>(ReadRows(data), answer.Date),
                cancellationToken)).ReadAsync(position, size);
    }

    private IReadOnlyList<ItemRow> ReadRows(JsonElement data)
    {
        var channel = data.GetProperty("activeChannel").Deserialize(VendureJson.Default.VendureChannel) ?? throw new JsonException();
        return
        [
            .. data.GetProperty("productVariants").GetProperty("items").EnumerateArray().Select(item => new ItemRow(
                item.GetProperty("id").GetString() ?? throw new JsonException(),
                item.GetProperty("createdAt").GetDateTimeOffset(),
                item.GetProperty("updatedAt").GetDateTimeOffset(),
                mapping.Map(item, channel))),
        ];
    }
}
