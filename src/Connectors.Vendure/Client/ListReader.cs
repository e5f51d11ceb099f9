using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads a list of the shop by one of its times, page by page, without skipping any row.</summary>
/// <remarks>
/// What the API makes necessary: sort keys apply in the schema's order, not in ours, so one key is used at a time. Some times are
/// stored finer than they are told, so "later than T" is asked as "from T + 1 ms", and what shares a millisecond is one group that
/// is read whole. Ids cannot be compared in a filter, so a group larger than a page is read by position, and the position is
/// proved by the last id read: a row that left the group in between would shift the rest.
/// </remarks>
/// <param name="field">The field to sort by.</param>
/// <param name="time">The same of a row.</param>
/// <param name="id">A row's id.</param>
/// <param name="between">The filter for rows from a time to another one, both included.</param>
/// <param name="query">Asks the shop: filter, field to sort by, take, skip.</param>
internal sealed class ListReader<TRow>(
    string field,
    Func<TRow, DateTimeOffset> time,
    Func<TRow, string> id,
    Func<DateTimeOffset, DateTimeOffset, JsonObject> between,
    Func<JsonObject, string, int, int, Task<ListPage<TRow>>> query)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads the next page.</summary>
    public async Task<ListPage<TRow>> ReadAsync(ListPosition position, int size)
    {
        if (position.Tie is not null)
        {
            return await ReadTieAsync(position, size).ConfigureAwait(false);
        }

        var from = position.At is { } at ? at + s_tick : DateTimeOffset.UnixEpoch;
        var page = await query(between(from, ListQuery.FarFuture), field, size + 1, 0).ConfigureAwait(false);
        if (page.Rows.Count <= size)
        {
            return page;
        }

        // The last row's group may go on behind the page; only groups before it are complete.
        var open = time(page.Rows[^1]);
        var complete = page.Rows.TakeWhile(row => time(row) < open).ToList();
        return complete.Count > 0
            ? page with { Rows = complete, Next = new ListPosition(time(complete[^1])) }
            : await ReadTieAsync(position with { Tie = open }, size).ConfigureAwait(false);
    }

    private async Task<ListPage<TRow>> ReadTieAsync(ListPosition position, int size)
    {
        var tie = position.Tie!.Value;
        var group = between(tie, tie + s_tick);
        var read = position.TieCount;
        var page = await query(group, "id", size + (read > 0 ? 2 : 1), Math.Max(0, read - 1)).ConfigureAwait(false);
        if (read > 0 && page.Rows is [var last, ..] && id(last) == position.TieId)
        {
            page = page with { Rows = [.. page.Rows.Skip(1)] };
        }
        else if (read > 0)
        {
            // The group has changed under us: read it again from its first row rather than lose one.
            read = 0;
            page = await query(group, "id", size + 1, 0).ConfigureAwait(false);
        }

        return page.Rows.Count > size
            ? page with { Rows = [.. page.Rows.Take(size)], Next = position with { TieId = id(page.Rows[size - 1]), TieCount = read + size } }
            : page with { Next = new ListPosition(tie) };
    }
}
