using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Reads replay plans, their items, and edits.</summary>
internal static class ReplayReading
{
    private const string PlanColumns =
        """
        number, id, state, selection, reason, created_by, created_at, needs_other_approver, total, dry_run, approved_by, approved_at, ended_at
        """;

    public static ReplayPlan? Find(Database database, string tenant, string id)
    {
        using var rows = database.Prepare($"SELECT {PlanColumns} FROM replay_plan WHERE tenant = ?1 AND id = ?2").Bind(tenant).Bind(id).Query();
        return rows.Read() ? ReadPlan(database, tenant, rows) : null;
    }

    public static List<ReplayPlan> List(Database database, ReplayPlanFilter filter)
    {
        var plans = new List<(long Number, ReplayPlan Plan)>();
        IEnumerable<ReplayPlanState> states = filter.States.Count == 0 ? Enum.GetValues<ReplayPlanState>() : filter.States.Distinct();
        foreach (var state in states)
        {
            using var rows = database.Prepare(
                $"SELECT {PlanColumns} FROM replay_plan WHERE tenant = ?1 AND state = ?2 ORDER BY number DESC LIMIT ?3")
                .Bind(filter.Tenant).Bind((long)state).Bind(filter.MaxItems).Query();
            while (rows.Read())
            {
                plans.Add((rows.Long(0), ReadPlan(database, filter.Tenant, rows)));
            }
        }

        return [.. plans.OrderByDescending(entry => entry.Number).Take(filter.MaxItems).Select(entry => entry.Plan)];
    }

    public static List<ReplayItem> Items(Database database, ReplayItemFilter filter)
    {
        var condition = (filter.State is null ? "" : " AND r.state = ?5") + (filter.IsUnchecked ? " AND r.dry_run < p.dry_run" : "");
        using var statement = database.PrepareOnce(
            $"""
            SELECT r.work, w.connection, w.operation, w.document_key, w.revision, r.state, CASE WHEN r.dry_run = p.dry_run THEN r.verdict END,
                r.note, CASE WHEN r.dry_run = p.dry_run THEN r.blocked_by END
            FROM replay_plan AS p CROSS JOIN replay_item AS r ON r.plan = p.number CROSS JOIN work AS w ON w.id = r.work
            WHERE p.tenant = ?1 AND p.id = ?2 AND r.work > ?3{condition} ORDER BY r.work LIMIT ?4
            """);
        statement.Bind(filter.Tenant).Bind(filter.PlanId).Bind(filter.AfterWorkId).Bind(filter.MaxItems);
        if (filter.State is { } state)
        {
            statement.Bind((long)state);
        }

        using var rows = statement.Query();
        var items = new List<ReplayItem>();
        while (rows.Read())
        {
            items.Add(new ReplayItem(
                rows.Long(0),
                new IdempotencyKey(filter.Tenant, rows.Text(1), rows.Text(2), rows.Text(3), rows.Int(4)),
                (ReplayItemState)rows.Int(5),
                (ReplayVerdict?)rows.LongOrNull(6),
                rows.TextOrNull(7),
                rows.LongOrNull(8)));
        }

        return items;
    }

    public static List<PayloadEdit> Edits(Database database, string tenant, long workId)
    {
        const int Columns = InboxTable.EnvelopeColumnCount;
        var copyColumns = InboxTable.EnvelopeColumns.Replace("i.", "c.", StringComparison.Ordinal);
        using var rows = database.Prepare(
            $"""
            SELECT {InboxTable.EnvelopeColumns}, {copyColumns}, e.at, e.actor, e.reason,
                CASE WHEN length(i.document) = 0 THEN coalesce(i.raw, i.document) ELSE i.document END, c.document
            FROM payload_edit AS e JOIN work AS w ON w.id = e.work JOIN inbox AS i ON i.id = e.original JOIN inbox AS c ON c.id = e.copy
            WHERE e.work = ?1 AND w.tenant = ?2 ORDER BY e.id
            """).Bind(workId).Bind(tenant).Query();
        var edits = new List<PayloadEdit>();
        while (rows.Read())
        {
            edits.Add(new PayloadEdit(
                rows.Time(2 * Columns),
                rows.Text((2 * Columns) + 1),
                rows.Text((2 * Columns) + 2),
                InboxTable.ReadEnvelope(rows, 0),
                InboxTable.ReadEnvelope(rows, Columns),
                rows.Bytes((2 * Columns) + 3),
                rows.Bytes((2 * Columns) + 4)));
        }

        return edits;
    }

    private static ReplayPlan ReadPlan(Database database, string tenant, Rows rows) => new()
    {
        Tenant = tenant,
        Id = rows.Text(1),
        State = (ReplayPlanState)rows.Int(2),
        Selection = rows.Text(3),
        Reason = rows.Text(4),
        CreatedBy = rows.Text(5),
        CreatedAt = rows.Time(6),
        NeedsOtherApprover = rows.Int(7) != 0,
        DryRun = rows.Int(9),
        ApprovedBy = rows.TextOrNull(10),
        ApprovedAt = rows.TimeOrNull(11),
        EndedAt = rows.TimeOrNull(12),
        Progress = ReadProgress(database, rows.Long(0), rows.Int(8), rows.Int(9)),
    };

    private static ReplayProgress ReadProgress(Database database, long plan, int total, int dryRun)
    {
        var states = Counts(database.Prepare("SELECT state, count(*) FROM replay_item WHERE plan = ?1 GROUP BY state").Bind(plan));
        var verdicts = dryRun == 0
            ? []
            : Counts(database.Prepare("SELECT verdict, count(*) FROM replay_item WHERE plan = ?1 AND dry_run = ?2 GROUP BY verdict").Bind(plan).Bind(dryRun));
        using var blocked = database.Prepare("SELECT count(*) FROM replay_item WHERE plan = ?1 AND dry_run = ?2 AND blocked_by IS NOT NULL")
            .Bind(plan).Bind(dryRun).Query();
        blocked.Read();
        return new ReplayProgress(
            total,
            verdicts.Values.Sum(),
            Of(ReplayVerdict.WouldSend),
            Of(ReplayVerdict.AlreadyApplied),
            Of(ReplayVerdict.Unknown),
            Of(ReplayVerdict.NoException),
            blocked.Int(0),
            In(ReplayItemState.Pending),
            In(ReplayItemState.Replayed),
            In(ReplayItemState.Skipped),
            In(ReplayItemState.Confirmed),
            In(ReplayItemState.Failed),
            In(ReplayItemState.Ended));

        int Of(ReplayVerdict verdict) => verdicts.GetValueOrDefault((int)verdict);

        int In(ReplayItemState state) => states.GetValueOrDefault((int)state);
    }

    private static Dictionary<int, int> Counts(Statement statement)
    {
        using var rows = statement.Query();
        var counts = new Dictionary<int, int>();
        while (rows.Read())
        {
            counts.Add(rows.Int(0), rows.Int(1));
        }

        return counts;
    }
}
