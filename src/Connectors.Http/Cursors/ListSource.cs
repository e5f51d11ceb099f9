using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>
/// Changes of a list whose time of change misses some: each poll walks by it, a little back behind what it has seen, and when due by the time of making over what
/// is to be read again.
/// </summary>
/// <typeparam name="T">What the rows become.</typeparam>
/// <param name="options">What is read, and how.</param>
/// <param name="connection">The connection, for errors.</param>
/// <param name="time">The clock.</param>
/// <param name="query">Asks the remote for a slice of a walk.</param>
public sealed class ListSource<T>(
    ListSourceOptions options,
    ConnectionContext connection,
    TimeProvider time,
    Func<ListWalk, ListSlice, CancellationToken, Task<ListPage<ListRow<T>>>> query)
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Reads the next changes.</summary>
    /// <param name="changes">Where to go on, and how many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ConnectorException">The stored cursor is none of ours, or the remote failed.</exception>
    public async Task<ChangePage<T>> ReadChangesAsync(ChangeQuery changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var size = Math.Clamp(changes.PageSize, 1, options.MaxPageSize);
        var cursor = CursorText.Read(changes.After, ListCursorJson.Default.ListCursor, ListCursor.CurrentVersion, options.What, connection)
            ?? new ListCursor { Version = ListCursor.CurrentVersion, Walk = options.First, ReReadAt = time.GetUtcNow() };
        while (true)
        {
            var walk = cursor.Walk ?? ListWalk.Changed;
            var position = cursor.Position ?? new ListPosition(walk == ListWalk.Changed ? cursor.ChangedUpTo - options.Overlap : null);
            var page = await ReaderOf(walk, cancellationToken).ReadAsync(position, size).ConfigureAwait(false);
            var began = cursor.Position is null ? Earlier(page.RemoteTime, time.GetUtcNow()) : cursor.WalkBeganAt;
            cursor = page.Next is { } next
                ? cursor with { Walk = walk, Position = next, WalkBeganAt = began }
                : EndOf(walk, cursor with { Walk = null, Position = null, WalkBeganAt = null }, page.Rows.Count > 0 ? page.Rows[^1].Time(walk) : position.At, began);
            var told = page.Rows.Select(row => row.Change).OfType<Change<T>>().ToList();
            if (told.Count > 0 || cursor.Walk is null)
            {
                return new ChangePage<T>(told, CursorText.Write(cursor, ListCursorJson.Default.ListCursor), HasMore: cursor.Walk is not null);
            }
        }
    }

    private ListReader<ListRow<T>> ReaderOf(ListWalk walk, CancellationToken cancellationToken) => new(
        walk == ListWalk.Changed ? options.ChangedField : options.MadeField,
        options.IdField,
        row => row.Time(walk),
        row => row.Id,
        slice => query(walk, slice, cancellationToken));

    private ListCursor EndOf(ListWalk walk, ListCursor cursor, DateTimeOffset? reached, DateTimeOffset? began)
    {
        if (walk == ListWalk.All)
        {
            // What changed while all were read is behind the place that was read before, or will be found from when this walk began.
            return cursor with { ChangedUpTo = cursor.ChangedUpTo ?? began };
        }

        // What was there when the walk began has been read. And no further: a stamp from the future must not hide what happens until then.
        var now = time.GetUtcNow();
        var read = cursor with { ChangedUpTo = Later(cursor.ChangedUpTo, began ?? Earlier(reached, now)) };
        return read.ReReadAt is { } last && now >= last && now - last < options.ReReadEvery ? read : read with { Walk = ListWalk.All, ReReadAt = now };
    }

    // The remote's clock, unless it is ahead of ours: one of them being wrong must not skip rows.
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset now) => one > now ? now : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
