namespace Crossdock.Connectors.Vendure;

/// <summary>A variant of a list with what the cursor needs, readable even where the item itself is not.</summary>
internal sealed record ItemRow(string Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Change<Canonical.Item> Change)
{
    public DateTimeOffset Time(ItemWalk walk) => walk == ItemWalk.All ? CreatedAt : UpdatedAt;
}
