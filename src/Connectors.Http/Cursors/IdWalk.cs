using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>Reads what changed among records that have ascending ids, page by page, skipping nothing.</summary>
/// <remarks>
/// A transaction's time is when it began, so records appear behind what was read, and each walk goes back by an overlap. A walk goes by id, not
/// by time: records that share a time, or change while it is under way, cannot be skipped, since the next walk starts from when this one began.
/// </remarks>
public static class IdWalk
{
    /// <summary>Reads a page of changes.</summary>
    /// <typeparam name="TRow">A record of the remote.</typeparam>
    /// <typeparam name="T">Type of document.</typeparam>
    /// <param name="query">Where to begin, and how much is wanted.</param>
    /// <param name="maxSize">Most records per page.</param>
    /// <param name="since">Where the first walk begins; null reads everything.</param>
    /// <param name="connection">The connection, for errors.</param>
    /// <param name="read">Reads the records of one page, and says where the walk goes on.</param>
    /// <param name="map">Maps them.</param>
    public static async Task<ChangePage<T>> ReadAsync<TRow, T>(
        ChangeQuery query,
        int maxSize,
        DateTimeOffset? since,
        ConnectionContext connection,
        Func<ChangeCursor, int, Task<(IReadOnlyList<TRow> Rows, ChangeCursor Next)>> read,
        Func<IReadOnlyList<TRow>, Task<IReadOnlyList<Change<T>>>> map)
        where T : class, ICanonicalDocument<T>
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(map);
        var cursor = ChangeCursor.Parse(query.After, connection) ?? ChangeCursor.Since(since);
        var (rows, next) = await read(cursor, Math.Clamp(query.PageSize, 1, maxSize)).ConfigureAwait(false);
        return new ChangePage<T>(await map(rows).ConfigureAwait(false), next.ToCheckpoint(), HasMore: next.Began is not null);
    }

    /// <summary>Where the walk goes on after a page.</summary>
    /// <param name="cursor">The cursor that the page was read with.</param>
    /// <param name="ids">Ids of the page, ascending.</param>
    /// <param name="size">How many were asked for; a page with fewer is the last one.</param>
    /// <param name="serverTime">The server's clock when it answered; null when it does not tell.</param>
    /// <param name="overlap">How far each walk goes back: longer than the longest transaction.</param>
    /// <param name="time">Our clock, for a server that does not tell its own.</param>
    public static ChangeCursor Next(ChangeCursor cursor, IReadOnlyList<int> ids, int size, DateTimeOffset? serverTime, TimeSpan overlap, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(time);
        var began = cursor.Began ?? serverTime ?? time.GetUtcNow();
        return ids.Count == size ? cursor with { Began = began, LastId = ids[^1] } : ChangeCursor.Since(began - overlap);
    }
}
