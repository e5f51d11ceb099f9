using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads orders page by page without skipping any.</summary>
/// <remarks>
/// What the API makes necessary: sort keys apply in the schema's order, not in ours, so one key is used at a time. Some times are
/// stored finer than they are told, so "later than T" is asked as "from T + 1 ms", and what shares a millisecond is one group that
/// is read whole. Ids cannot be compared in a filter, so a group larger than a page is read by position, and the position is
/// proved by the last id read: a row that left the group in between would shift the rest.
/// </remarks>
internal sealed class OrderReader(VendureClient client, VendureOptions options, OrderMapping mapping, TimeProvider time)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);
    private static readonly DateTimeOffset s_farFuture = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads the next page of a walk.</summary>
    public async Task<OrderPage> ReadAsync(OrderWalk walk, OrderPosition position, int size, CancellationToken cancellationToken)
    {
        if (position.Tie is not null)
        {
            return await ReadTieAsync(walk, position, size, cancellationToken).ConfigureAwait(false);
        }

        var from = position.At is { } at ? at + s_tick : DateTimeOffset.UnixEpoch;
        var page = await QueryAsync(Between(walk, from, s_farFuture), Field(walk), size + 1, skip: 0, cancellationToken).ConfigureAwait(false);
        if (page.Rows.Count <= size)
        {
            return page;
        }

        // The last row's group may go on behind the page; only groups before it are complete.
        var open = page.Rows[^1].Time(walk);
        var complete = page.Rows.TakeWhile(row => row.Time(walk) < open).ToList();
        return complete.Count > 0
            ? page with { Rows = complete, Next = new OrderPosition(complete[^1].Time(walk)) }
            : await ReadTieAsync(walk, position with { Tie = open }, size, cancellationToken).ConfigureAwait(false);
    }

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
        Options(Base(), "updatedAt", "DESC", take: 1, skip: 0),
        (data, answer) =>
        {
            var newest = data.GetProperty("orders").GetProperty("items").EnumerateArray()
                .Select(item => (DateTimeOffset?)item.GetProperty("updatedAt").GetDateTimeOffset()).FirstOrDefault();
            return newest > answer.Date ? answer.Date : newest;
        },
        cancellationToken);

    private async Task<OrderPage> ReadTieAsync(OrderWalk walk, OrderPosition position, int size, CancellationToken cancellationToken)
    {
        var tie = position.Tie!.Value;
        var group = Between(walk, tie, tie + s_tick);
        var read = position.TieCount;
        var page = await QueryAsync(group, "id", size + (read > 0 ? 2 : 1), skip: Math.Max(0, read - 1), cancellationToken).ConfigureAwait(false);
        if (read > 0 && page.Rows is [var last, ..] && last.Id == position.TieId)
        {
            page = page with { Rows = [.. page.Rows.Skip(1)] };
        }
        else if (read > 0)
        {
            // The group has changed under us: read it again from its first row rather than lose one.
            read = 0;
            page = await QueryAsync(group, "id", size + 1, skip: 0, cancellationToken).ConfigureAwait(false);
        }

        return page.Rows.Count > size
            ? page with { Rows = [.. page.Rows.Take(size)], Next = position with { TieId = page.Rows[size - 1].Id, TieCount = read + size } }
            : page with { Next = new OrderPosition(tie) };
    }

    private Task<OrderPage> QueryAsync(JsonObject filter, string sort, int take, int skip, CancellationToken cancellationToken) => client.SendAsync(
        VendureOperations.Orders,
        Options((JsonObject)filter.DeepClone(), sort, "ASC", take, skip),
        (data, answer) => new OrderPage(ReadRows(data), answer.Date),
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
                ? new JsonObject { ["between"] = Range(since, s_farFuture) }
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
        filter[Field(walk)] = new JsonObject { ["between"] = Range(earliest, to) };
        if (walk == OrderWalk.Open)
        {
            // One field per member: the shop takes several fields of one member of _or as alternatives too.
            filter["_or"] = new JsonArray(
                new JsonObject { ["state"] = new JsonObject { ["notIn"] = new JsonArray("Delivered", "Cancelled") } },
                new JsonObject { ["orderPlacedAt"] = new JsonObject { ["after"] = Text(time.GetUtcNow() - options.ReReadWindow) } });
        }

        return filter;
    }

    private static string Field(OrderWalk walk) => walk == OrderWalk.Changed ? "updatedAt" : "orderPlacedAt";

    private static JsonObject Range(DateTimeOffset from, DateTimeOffset to) => new() { ["start"] = Text(from), ["end"] = Text(to) };

    private static JsonObject Options(JsonObject filter, string sort, string direction, int take, int skip) => new()
    {
        ["options"] = new JsonObject { ["take"] = take, ["skip"] = skip, ["sort"] = new JsonObject { [sort] = direction }, ["filter"] = filter },
    };

    private static string Text(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
