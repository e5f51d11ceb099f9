namespace Crossdock.Connectors.Http;

/// <summary>Reads a list of a remote by one of its times, page by page, without skipping any row: for lists that are sorted by one field at a time.</summary>
/// <remarks>
/// Times may be stored finer than they are told, so "later than T" is asked as "from T + 1 ms", and what shares a millisecond is one
/// group that is read whole. A group larger than a page is read by id and position, and the position is proved by the last id read: a row
/// that left the group in between would shift the rest.
/// </remarks>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="field">The time to sort by, as the remote calls it.</param>
/// <param name="idField">The id to sort by, as the remote calls it.</param>
/// <param name="time">The time of a row.</param>
/// <param name="id">The id of a row.</param>
/// <param name="query">Asks the remote.</param>
public sealed class ListReader<TRow>(
    string field,
    string idField,
    Func<TRow, DateTimeOffset> time,
    Func<TRow, string> id,
    Func<ListSlice, Task<ListPage<TRow>>> query)
{
    private static readonly DateTimeOffset s_farFuture = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads the next page.</summary>
    /// <param name="position">Where the walk is.</param>
    /// <param name="size">The most rows of a page, at least 1. The remote is asked for up to two more.</param>
    public async Task<ListPage<TRow>> ReadAsync(ListPosition position, int size)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position.Tie is not null)
        {
            return await ReadTieAsync(position, size).ConfigureAwait(false);
        }

        var from = position.At is { } at ? at + s_tick : DateTimeOffset.UnixEpoch;
        var page = await query(new ListSlice(from, s_farFuture, field, size + 1, 0)).ConfigureAwait(false);
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
        var read = position.TieCount;
        var page = await query(new ListSlice(tie, tie + s_tick, idField, size + (read > 0 ? 2 : 1), Math.Max(0, read - 1))).ConfigureAwait(false);
        if (read > 0 && page.Rows is [var last, ..] && id(last) == position.TieId)
        {
            page = page with { Rows = [.. page.Rows.Skip(1)] };
        }
        else if (read > 0)
        {
            // The group has changed under us: read it again from its first row rather than lose one.
            read = 0;
            page = await query(new ListSlice(tie, tie + s_tick, idField, size + 1, 0)).ConfigureAwait(false);
        }

        return page.Rows.Count > size
            ? page with { Rows = [.. page.Rows.Take(size)], Next = position with { TieId = id(page.Rows[size - 1]), TieCount = read + size } }
            : page with { Next = new ListPosition(tie) };
    }
}
