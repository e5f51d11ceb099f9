using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Proves that a page is what was asked for: the shop ignores parameters it does not know, and would then answer everything.</summary>
internal sealed class ProvedLists(ConnectionContext connection)
{
    public const string Changed = "updated_at";
    public const string Made = "created_at";

    /// <summary>The same query, whose pages are proved.</summary>
    /// <param name="what">What is read, in the plural, for errors.</param>
    /// <param name="query">Asks the shop for a slice of a walk.</param>
    public Func<ListWalk, ListSlice, CancellationToken, Task<ListPage<ListRow<T>>>> Of<T>(
        string what, Func<ListWalk, ListSlice, CancellationToken, Task<ListPage<ListRow<T>>>> query)
        where T : class, ICanonicalDocument<T>
    {
        var errors = new MedusaErrors(connection, what, isUnsafe: false);
        return async (walk, slice, cancellationToken) => Prove(walk, slice, await query(walk, slice, cancellationToken).ConfigureAwait(false), errors);
    }

    private static ListPage<ListRow<T>> Prove<T>(ListWalk walk, ListSlice slice, ListPage<ListRow<T>> page, MedusaErrors errors)
        where T : class, ICanonicalDocument<T>
    {
        for (var i = 0; i < page.Rows.Count; i++)
        {
            // Times are told to the millisecond and may be stored finer.
            var at = page.Rows[i].Time(walk);
            if (at < slice.From.AddMilliseconds(-1) || at > slice.To)
            {
                throw errors.Ignored($"{(walk == ListWalk.Changed ? Changed : Made)}[$gte]");
            }

            if (i > 0 && slice.SortBy != "id" && page.Rows[i - 1].Time(walk) > at)
            {
                throw errors.Ignored("order");
            }
        }

        return page;
    }
}
