using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <content>Items in: each variant is one.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    async Task<ChangePage<Item>> IChangeSource<Item>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var size = Math.Clamp(query.PageSize, 1, _options.OrdersPerPage);
        var cursor = CursorText.Read(query.After, CursorJson.Default.ItemCursor, ItemCursor.CurrentVersion, "items", _connection)
            ?? new ItemCursor { Version = ItemCursor.CurrentVersion, Walk = ItemWalk.All, ReReadAt = _time.GetUtcNow() };
        while (true)
        {
            var walk = cursor.Walk ?? ItemWalk.Changed;
            var position = cursor.Position ?? new ListPosition(walk == ItemWalk.All ? null : Behind(cursor.ChangedUpTo));
            var page = await _items.ReadAsync(walk, position, size, cancellationToken).ConfigureAwait(false);
            var began = cursor.Position is null ? Earlier(page.RemoteTime, _time.GetUtcNow()) : cursor.WalkBeganAt;
            cursor = page.Next is { } next
                ? cursor with { Walk = walk, Position = next, WalkBeganAt = began }
                : EndOf(walk, cursor with { Walk = null, Position = null, WalkBeganAt = null }, page.Rows.Count > 0 ? page.Rows[^1].UpdatedAt : position.At, began);
            if (page.Rows.Count > 0 || cursor.Walk is null)
            {
                return new ChangePage<Item>(
                    [.. page.Rows.Select(row => row.Change)], CursorText.Write(cursor, CursorJson.Default.ItemCursor), HasMore: cursor.Walk is not null);
            }
        }
    }

    private ItemCursor EndOf(ItemWalk walk, ItemCursor cursor, DateTimeOffset? reached, DateTimeOffset? began)
    {
        var now = _time.GetUtcNow();
        if (walk == ItemWalk.All)
        {
            // What changed while all were read is behind the place that was read before, or will be found from when this walk began.
            return cursor with { ChangedUpTo = cursor.ChangedUpTo ?? began };
        }

        var read = cursor with { ChangedUpTo = Later(cursor.ChangedUpTo, began ?? (reached > now ? now : reached)) };
        return read.ReReadAt is { } last && now >= last && now - last < _options.ItemsReReadEvery ? read : read with { Walk = ItemWalk.All, ReReadAt = now };
    }
}
