namespace Crossdock.Connectors.Vendure;

/// <summary>An order of a list with what the cursor needs, readable even where the order itself is not.</summary>
internal sealed record OrderRow(string Id, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt, Change<Canonical.Order> Change)
{
    public DateTimeOffset Time(OrderWalk walk) => walk == OrderWalk.Changed ? UpdatedAt : PlacedAt;
}
