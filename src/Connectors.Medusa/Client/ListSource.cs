using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// Changes of a list whose <c>updated_at</c> misses some: each poll walks by <c>updated_at</c>, a little back behind what it has seen, and when due by
/// <c>created_at</c> over what is to be read again.
/// </summary>
/// <param name="what">What is read, in the plural, for errors.</param>
/// <param name="connection">The connection.</param>
/// <param name="options">Its options.</param>
/// <param name="reReadEvery">How often rows are read again.</param>
/// <param name="time">The clock.</param>
/// <param name="query">Asks the shop for a slice of a walk.</param>
internal sealed class ListSource<T>(
    string what,
    ConnectionContext connection,
    MedusaOptions options,
    TimeSpan reReadEvery,
    TimeProvider time,
    Func<ListWalk, ListSlice, CancellationToken, Task<ListPage<ListRow<T>>>> query)
    where T : class, Canonical.ICanonicalDocument<T>
{
    public async Task<ChangePage<T>> ReadChangesAsync(ChangeQuery changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var size = Math.Clamp(changes.PageSize, 1, options.PageSize);
        var cursor = CursorText.Read(changes.After, CursorJson.Default.ListCursor, ListCursor.CurrentVersion, what, connection)
            ?? new ListCursor { Version = ListCursor.CurrentVersion, ReReadAt = time.GetUtcNow() };
        while (true)
        {
            var walk = cursor.Walk ?? ListWalk.Changed;
            var position = cursor.Position ?? new ListPosition(walk == ListWalk.Changed ? cursor.ChangedUpTo - options.Overlap : null);
            var page = await ReadPageAsync(walk, position, size, cancellationToken).ConfigureAwait(false);
            var began = cursor.Position is null ? Earlier(page.RemoteTime, time.GetUtcNow()) : cursor.WalkBeganAt;
            cursor = page.Next is { } next
                ? cursor with { Walk = walk, Position = next, WalkBeganAt = began }
                : EndOf(walk, cursor with { Walk = null, Position = null, WalkBeganAt = null }, page.Rows.Count > 0 ? page.Rows[^1].Time(walk) : position.At, began);
            var told = page.Rows.Select(row => row.Change).OfType<Change<T>>().ToList();
            if (told.Count > 0 || cursor.Walk is null)
            {
                return new ChangePage<T>(told, CursorText.Write(cursor, CursorJson.Default.ListCursor), HasMore: cursor.Walk is not null);
            }
        }
    }

    private async Task<ListPage<ListRow<T>>> ReadPageAsync(ListWalk walk, ListPosition position, int size, CancellationToken cancellationToken)
    {
        var field = walk == ListWalk.Changed ? "updated_at" : "created_at";
        return await new ListReader<ListRow<T>>(
            field,
            "id",
            row => row.Time(walk),
            row => row.Id,
            async slice => Proved(walk, slice, await query(walk, slice, cancellationToken).ConfigureAwait(false))).ReadAsync(position, size).ConfigureAwait(false);
    }

    /// <summary>The page, when it is what was asked for: the shop ignores parameters it does not know, and would then answer everything.</summary>
    private ListPage<ListRow<T>> Proved(ListWalk walk, ListSlice slice, ListPage<ListRow<T>> page)
    {
        var errors = new MedusaErrors(connection, what, isUnsafe: false);
        for (var i = 0; i < page.Rows.Count; i++)
        {
            // Times are told to the millisecond and may be stored finer.
            var at = page.Rows[i].Time(walk);
            if (at < slice.From.AddMilliseconds(-1) || at > slice.To)
            {
                throw errors.Ignored($"{(walk == ListWalk.Changed ? "updated_at" : "created_at")}[$gte]");
            }

            if (i > 0 && slice.SortBy != "id" && page.Rows[i - 1].Time(walk) > at)
            {
                throw errors.Ignored("order");
            }
        }

        return page;
    }

    private ListCursor EndOf(ListWalk walk, ListCursor cursor, DateTimeOffset? reached, DateTimeOffset? began)
    {
        if (walk == ListWalk.Again)
        {
            return cursor;
        }

        // What was there when the walk began has been read. And no further: a stamp from the future must not hide what happens until then.
        var now = time.GetUtcNow();
        var read = cursor with { ChangedUpTo = Later(cursor.ChangedUpTo, began ?? Earlier(reached, now)) };
        return read.ReReadAt is { } last && now >= last && now - last < reReadEvery ? read : read with { Walk = ListWalk.Again, ReReadAt = now };
    }

    // The shop's clock, unless it is ahead of ours: one of them being wrong must not skip rows.
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset now) => one > now ? now : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
