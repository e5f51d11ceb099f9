using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads orders: by the ways of <see cref="OrderWalk"/>, and single ones by their code.</summary>
internal sealed class OrderReader(VendureClient client, VendureOptions options, OrderMapping mapping, TimeProvider time)
{
    /// <summary>Reads the next page of a walk.</summary>
    public Task<ListPage<OrderRow>> ReadAsync(OrderWalk walk, ListPosition position, int size, CancellationToken cancellationToken) =>
        new ListReader<OrderRow>(
            Field(walk),
            "id",
            row => row.Time(walk),
            row => row.Id,
            slice => QueryAsync(Between(walk, slice.From, slice.To), slice.SortBy, slice.Take, slice.Skip, cancellationToken)).ReadAsync(position, size);

    /// <summary>Finds a placed order by its code; null when there is none.</summary>
    public async Task<OrderRow?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var filter = Base();
        filter["code"] = new JsonObject { ["eq"] = code };
        var page = await QueryAsync(filter, sort: "id", take: 2, skip: 0, cancellationToken).ConfigureAwait(false);

        // MySQL compares text without case.
        return page.Rows.FirstOrDefault(row => row.Change.DocumentKey == code);
    }

    /// <summary>The newest <c>updatedAt</c> of all placed orders, no later than it is at the shop; null when there are none.</summary>
    public Task<DateTimeOffset?> FindNewestChangeAsync(CancellationToken cancellationToken) => client.SendAsync(
        VendureOperations.NewestOrder,
        ListQuery.Options(Base(), "updatedAt", "DESC", take: 1, skip: 0),
        (data, answer) =>
        {
            var newest = data.GetProperty("orders").GetProperty("items").EnumerateArray()
                .Select(item => (DateTimeOffset?)item.GetProperty("updatedAt").GetDateTimeOffset()).FirstOrDefault();
            return newest > answer.Date ? answer.Date : newest;
        },
        cancellationToken);

    private Task<ListPage<OrderRow>> QueryAsync(JsonObject filter, string sort, int take, int skip, CancellationToken cancellationToken) => client.SendAsync(
        VendureOperations.Orders,
        ListQuery.Options(filter, sort, "ASC", take, skip),
        (data, answer) => new ListPage<OrderRow>(ReadRows(data), answer.Date),
        cancellationToken);

    private IReadOnlyList<OrderRow> ReadRows(JsonElement data)
    {
        var channel = data.GetProperty("activeChannel").Deserialize(VendureJson.Default.VendureChannel) ?? throw new JsonException();
        return
        [
            .. data.GetProperty("orders").GetProperty("items").EnumerateArray().Select(item => new OrderRow(
                item.GetProperty("id").GetString() ?? throw new JsonException(),
                item.GetProperty("orderPlacedAt").GetDateTimeOffset(),
                item.GetProperty("updatedAt").GetDateTimeOffset(),
                mapping.Map(item, channel))),
        ];
    }

    /// <summary>Placed orders only: neither carts, nor drafts, nor carts that were cancelled. Seller orders are parts of an order the customer placed.</summary>
    private JsonObject Base()
    {
        var filter = new JsonObject
        {
            ["active"] = new JsonObject { ["eq"] = false },
            ["orderPlacedAt"] = options.OrdersSince is { } since
                ? new JsonObject { ["between"] = ListQuery.Range(since, ListQuery.FarFuture) }
                : new JsonObject { ["isNull"] = false },
        };
        if (!options.IncludeSellerOrders)
        {
            filter["type"] = new JsonObject { ["notEq"] = "Seller" };
        }

        return filter;
    }

    private JsonObject Between(OrderWalk walk, DateTimeOffset from, DateTimeOffset to)
    {
        var filter = Base();
        var earliest = walk != OrderWalk.Changed && options.OrdersSince > from ? options.OrdersSince.Value : from;
        filter[Field(walk)] = new JsonObject { ["between"] = ListQuery.Range(earliest, to) };
        if (walk == OrderWalk.Open)
        {
            // One field per member: the shop takes several fields of one member of _or as alternatives too.
            filter["_or"] = new JsonArray(
                new JsonObject { ["state"] = new JsonObject { ["notIn"] = new JsonArray("Delivered", "Cancelled") } },
                new JsonObject { ["orderPlacedAt"] = new JsonObject { ["after"] = ListQuery.Text(time.GetUtcNow() - options.ReReadWindow) } });
        }

        return filter;
    }

    private static string Field(OrderWalk walk) => walk == OrderWalk.Changed ? "updatedAt" : "orderPlacedAt";
}
