using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <content>Orders in: change source and lookup.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    public async Task<ChangePage<Order>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var size = Math.Clamp(query.PageSize, 1, _options.OrdersPerPage);
        var cursor = OrderCursor.Parse(query.After, _connection) ?? await BeginAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var walk = cursor.Walk ?? OrderWalk.Placed;
            var position = cursor.Position ?? new ListPosition(Behind(walk == OrderWalk.Placed ? cursor.PlacedUpTo : walk == OrderWalk.Changed ? cursor.ChangedUpTo : null));
            var page = await _orders.ReadAsync(walk, position, size, cancellationToken).ConfigureAwait(false);
            var began = cursor.Position is null ? Earlier(page.RemoteTime, _time.GetUtcNow()) : cursor.WalkBeganAt;
            cursor = page.Next is { } next
                ? cursor with { Walk = walk, Position = next, WalkBeganAt = began }
                : EndOf(walk, cursor with { Position = null, WalkBeganAt = null }, page.Rows.Count > 0 ? page.Rows[^1].Time(walk) : position.At, began);
            if (page.Rows.Count > 0 || cursor.Walk is null)
            {
                return new ChangePage<Order>([.. page.Rows.Select(row => row.Change)], cursor.ToCheckpoint(), HasMore: cursor.Walk is not null);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Change<Order>?> FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(documentKey);
        return (await _orders.FindAsync(documentKey, cancellationToken).ConfigureAwait(false))?.Change;
    }

    /// <summary>The first poll reads all orders as placed; changes count from the newest there is now.</summary>
    private async Task<OrderCursor> BeginAsync(CancellationToken cancellationToken) => new()
    {
        Version = OrderCursor.CurrentVersion,
        ChangedUpTo = Earlier(await _orders.FindNewestChangeAsync(cancellationToken).ConfigureAwait(false), _time.GetUtcNow()),
        ReReadAt = _time.GetUtcNow(),
    };

    private DateTimeOffset? Behind(DateTimeOffset? seen) => seen - _options.Overlap;

    /// <param name="walk">The walk that is at its end.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="reached">The newest stamp read.</param>
    /// <param name="began">When the walk began, by the shop's clock; null when the shop does not tell.</param>
    private OrderCursor EndOf(OrderWalk walk, OrderCursor cursor, DateTimeOffset? reached, DateTimeOffset? began)
    {
        // What was there when the walk began has been read, so a quiet shop's last orders are not read for ever. And no further: a stamp from the
        // future must not hide what happens until then, nor a row that came during the walk one that commits late behind it.
        var now = _time.GetUtcNow();
        reached = began ?? (reached > now ? now : reached);
        return walk switch
        {
            OrderWalk.Placed => cursor with { Walk = OrderWalk.Changed, PlacedUpTo = Later(cursor.PlacedUpTo, reached) },
            OrderWalk.Changed when cursor.ReReadAt is { } last && now >= last && now - last < _options.ReReadEvery =>
                cursor with { Walk = null, ChangedUpTo = Later(cursor.ChangedUpTo, reached) },
            OrderWalk.Changed => cursor with { Walk = OrderWalk.Open, ChangedUpTo = Later(cursor.ChangedUpTo, reached), ReReadAt = now },
            _ => cursor with { Walk = null },
        };
    }

    // The shop's clock, unless it is ahead of ours: one of them being wrong must not skip orders.
    private static DateTimeOffset? Earlier(DateTimeOffset? shopTime, DateTimeOffset now) => shopTime > now ? now : shopTime;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
