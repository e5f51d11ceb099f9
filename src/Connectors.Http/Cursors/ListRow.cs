using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>A row of a list with what the cursor needs, readable even where the record itself is not.</summary>
/// <typeparam name="T">What the row becomes.</typeparam>
/// <param name="Id">The row's id.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ChangedAt">When it was changed, as far as the remote notes it.</param>
/// <param name="Change">What it became; null for rows that are not told, such as drafts.</param>
public sealed record ListRow<T>(string Id, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, Change<T>? Change)
    where T : class, ICanonicalDocument<T>
{
    /// <summary>The time a walk goes by.</summary>
    /// <param name="walk">The walk.</param>
    public DateTimeOffset Time(ListWalk walk) => walk == ListWalk.Changed ? ChangedAt : MadeAt;
}
