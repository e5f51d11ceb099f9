using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Reads exceptions by what a filter says. Seeks by the most telling criterion; the others are checked row by row.</summary>
internal static class ExceptionQuery
{
    private const string TextCondition =
        "(instr(lower(x.document_key), lower({0})) > 0 OR instr(lower(x.sequence_key), lower({0})) > 0 OR instr(lower(w.error ->> '$.Message'), lower({0})) > 0)";

    /// <summary>Whole items, lowest id first.</summary>
    public static List<WorkItem> Items(Database database, ExceptionFilter filter)
    {
        var items = new List<WorkItem>();
        if (filter.States.Contains(WorkState.Held))
        {
            items.AddRange(Held(database, filter));
        }

        foreach (var state in filter.States.Where(state => state != WorkState.Held).Distinct())
        {
            using var statement = Prepare(database, filter, state, filter.MaxItems, WorkReading.Columns, WorkReading.JoinInbox);
            using var rows = statement.Query();
            while (rows.Read())
            {
                items.Add(WorkReading.ReadItem(rows));
            }
        }

        return [.. items.OrderBy(item => item.Id).Take(filter.MaxItems)];
    }

    /// <summary>Ids only, lowest first.</summary>
    public static List<long> Ids(Database database, ExceptionFilter filter, int maxItems)
    {
        var ids = new List<long>();
        foreach (var state in filter.States.Distinct())
        {
            using var statement = Prepare(database, filter, state, maxItems, "x.work", "");
            using var rows = statement.Query();
            ids.AddRange(rows.ToIds());
        }

        return [.. ids.Order().Take(maxItems)];
    }

    /// <summary>Groups, largest first. The counts are kept; the ends of each group are seeks.</summary>
    public static List<ExceptionGroup> Groups(Database database, ExceptionGroupFilter filter)
    {
        var groups = new List<ExceptionGroup>();
        foreach (var state in filter.States.Distinct())
        {
            using var rows = database.Prepare(
                """
                SELECT g.fingerprint, g.connection, g.operation, g.kind, g.remote_code, g.pointer, g.count,
                    (SELECT min(since) FROM exception WHERE tenant = g.tenant AND fingerprint = g.fingerprint AND state = g.state AND is_open = 1),
                    (SELECT max(since) FROM exception WHERE tenant = g.tenant AND fingerprint = g.fingerprint AND state = g.state AND is_open = 1),
                    (SELECT min(work) FROM exception WHERE tenant = g.tenant AND fingerprint = g.fingerprint AND state = g.state AND is_open = 1)
                FROM (SELECT * FROM exception_group WHERE tenant = ?1 AND state = ?2 ORDER BY count DESC, fingerprint LIMIT ?3) AS g
                """).Bind(filter.Tenant).Bind((long)state).Bind(filter.MaxItems).Query();
            while (rows.Read())
            {
                groups.Add(new ExceptionGroup(
                    rows.Text(0),
                    state,
                    rows.Text(1),
                    rows.Text(2),
                    (ErrorKind?)rows.LongOrNull(3),
                    rows.TextOrNull(4),
                    rows.TextOrNull(5),
                    rows.Long(6),
                    rows.Time(7),
                    rows.Time(8),
                    rows.Long(9)));
            }
        }

        return [.. groups.OrderByDescending(group => group.Count).ThenBy(group => group.Fingerprint, StringComparer.Ordinal).ThenBy(group => group.State).Take(filter.MaxItems)];
    }

    /// <summary>The oldest unfinished work and the oldest exception.</summary>
    public static OldestWork Oldest(Database database, string tenant)
    {
        using var rows = database.Prepare(
            """
            SELECT
                (SELECT min(i.observed_at) FROM inbox AS i JOIN work AS w ON w.inbox = i.id WHERE w.id IN (
                    (SELECT min(id) FROM work WHERE in_lane = 1 AND tenant = ?1),
                    (SELECT min(id) FROM work WHERE state = 1 AND tenant = ?1),
                    (SELECT min(work) FROM refusal WHERE tenant = ?1))),
                (SELECT min(since) FROM exception WHERE is_open = 1 AND is_final = 0 AND tenant = ?1)
            """).Bind(tenant).Query();
        rows.Read();
        return new OldestWork(rows.TimeOrNull(0), rows.TimeOrNull(1));
    }

    // The repeated condition lets SQLite use the partial index of held work.
    private static List<WorkItem> Held(Database database, ExceptionFilter filter)
    {
        using var rows = database.Prepare(
            $"""
            SELECT {WorkReading.Columns} FROM work AS w {WorkReading.JoinInbox} {WorkReading.JoinException}
            WHERE w.tenant = ?1 AND w.state = 2 AND w.id > ?2 ORDER BY w.id LIMIT ?3
            """).Bind(filter.Tenant).Bind(filter.AfterId).Bind(filter.MaxItems).Query();
        var items = new List<WorkItem>();
        while (rows.Read())
        {
            items.Add(WorkReading.ReadItem(rows));
        }

        return items;
    }

    private static Statement Prepare(Database database, ExceptionFilter filter, WorkState state, int maxItems, string columns, string joins)
    {
        var values = new List<object>();
        var conditions = new List<string>();
        Add("x.tenant = {0}", filter.Tenant);
        Add("x.state = {0}", (long)state);
        Add("x.work > {0}", filter.AfterId);
        AddIf("x.fingerprint = {0}", filter.Group);
        AddIf("x.connection = {0}", filter.Connection);
        AddIf("x.operation = {0}", filter.Operation);
        if (filter.Key is { } key)
        {
            // Two seeks, by either index; which of the two spellings it is, is checked then.
            Add(
                """
                x.work IN (
                    SELECT work FROM exception WHERE is_open = 1 AND tenant = {1} AND state = {2} AND document_key = {0}
                    UNION SELECT work FROM exception WHERE is_open = 1 AND tenant = {1} AND state = {2} AND sequence_name IN ({0}, {3})
                        AND (sequence_key = {0} OR sequence_name = {0}))
                """,
                key,
                filter.Tenant,
                (long)state,
                key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        }

        AddIf(TextCondition, string.IsNullOrEmpty(filter.Text) ? null : filter.Text);
        AddIf("x.since >= {0}", filter.Since?.UtcTicks);
        AddIf("x.since < {0}", filter.Before?.UtcTicks);
        var index = filter.Key is not null ? ""
            : filter.Group is not null ? "INDEXED BY exception_group_work"
            : filter.Connection is not null ? "INDEXED BY exception_connection"
            : "INDEXED BY exception_state";
        var needsWork = joins.Length > 0 || !string.IsNullOrEmpty(filter.Text);
        values.Add((long)maxItems);
        var statement = database.PrepareOnce(
            $"""
            SELECT {columns} FROM exception AS x {index} {(needsWork ? "CROSS JOIN work AS w ON w.id = x.work" : "")} {joins}
            WHERE x.is_open = 1 AND {string.Join(" AND ", conditions)} ORDER BY x.work LIMIT ?{values.Count}
            """);
        foreach (var value in values)
        {
            _ = value is long number ? statement.Bind(number) : statement.Bind((string)value);
        }

        return statement;

        void AddIf(string condition, object? value)
        {
            if (value is not null)
            {
                Add(condition, value);
            }
        }

        void Add(string condition, params object[] of)
        {
            var first = values.Count + 1;
            values.AddRange(of);
            conditions.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, [.. Enumerable.Range(first, of.Length).Select(n => $"?{n}")]));
        }
    }
}
