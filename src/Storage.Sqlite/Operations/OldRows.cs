using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Rows that are old and that nothing refers to.</summary>
/// <remarks>
/// A row that nothing refers to is never referred to again: work, effects and documents are written for the input that is being accepted. So what a reader
/// found may be deleted later, by a connection of its own that does not look for references once more (which would read the whole store per row).
/// </remarks>
internal sealed record OldRows(IReadOnlyList<long> Inputs, IReadOnlyList<long> RawTexts, IReadOnlyList<long> Kpis)
{
    private const int RowsPerTransaction = 500;

    public static OldRows Find(Database database, PurgeRequest request) => new(
        Ids(
            database,
            """
            SELECT id FROM inbox WHERE observed_at < ?1
                AND id NOT IN (SELECT inbox FROM work UNION SELECT inbox FROM effect UNION SELECT inbox FROM document) LIMIT ?2
            """,
            request.InputsBefore,
            request.MaxItems),
        // The raw text of refused input is what a person corrects.
        Ids(database, "SELECT id FROM inbox WHERE observed_at < ?1 AND raw IS NOT NULL AND problems IS NULL LIMIT ?2", request.InputsBefore, request.MaxItems),
        Ids(database, "SELECT id FROM kpi_sample WHERE at < ?1 LIMIT ?2", request.KpisBefore, request.MaxItems));

    public static PurgeResult Delete(string path, OldRows rows, CancellationToken cancellationToken)
    {
        if (rows.Inputs.Count + rows.RawTexts.Count + rows.Kpis.Count == 0)
        {
            return default;
        }

        using var database = new Database(path, canCreate: false);
        database.Execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF");
        return new PurgeResult(
            Each(database, "DELETE FROM inbox WHERE id = ?1", rows.Inputs, cancellationToken),
            Each(database, "UPDATE inbox SET raw = NULL WHERE id = ?1", rows.RawTexts, cancellationToken),
            Each(database, "DELETE FROM kpi_sample WHERE id = ?1", rows.Kpis, cancellationToken));
    }

    private static List<long> Ids(Database database, string sql, DateTimeOffset before, int maxItems)
    {
        using var rows = database.Prepare(sql).Bind(before.UtcTicks).Bind(maxItems).Query();
        return rows.ToIds();
    }

    private static long Each(Database database, string sql, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var statement = database.Prepare(sql);
        var changed = 0L;
        foreach (var chunk in ids.Chunk(RowsPerTransaction))
        {
            cancellationToken.ThrowIfCancellationRequested();
            database.Execute("BEGIN IMMEDIATE");
            foreach (var id in chunk)
            {
                changed += statement.Bind(id).RunForChanges();
            }

            database.Execute("COMMIT");
        }

        return changed;
    }
}
