namespace Crossdock.Connectors.Medusa;

/// <summary>A row of a list with what the cursor needs, readable even where the record itself is not.</summary>
/// <typeparam name="T">What the row becomes.</typeparam>
/// <param name="Id">The row's id.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed, as far as the shop notes it.</param>
/// <param name="Change">What it became; null for rows that are not told, such as drafts.</param>
internal sealed record ListRow<T>(string Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Change<T>? Change)
    where T : class, Canonical.ICanonicalDocument<T>
{
    public DateTimeOffset Time(ListWalk walk) => walk == ListWalk.Changed ? UpdatedAt : CreatedAt;
}
