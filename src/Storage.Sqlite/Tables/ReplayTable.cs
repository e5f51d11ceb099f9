using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Replay plans and their items, as they are written.</summary>
internal sealed class ReplayTable(Database database)
{
    private readonly Statement _find = database.Prepare(
        "SELECT number, state, selection, created_by, needs_other_approver, dry_run, reason FROM replay_plan WHERE tenant = ?1 AND id = ?2");

    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO replay_plan (tenant, id, state, selection, reason, created_by, created_at, needs_other_approver, total)
        VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly Statement _add = database.Prepare("INSERT INTO replay_item (plan, work) SELECT ?1, id FROM work WHERE id = ?2 AND tenant = ?3");

    private readonly Statement _total = database.Prepare("UPDATE replay_plan SET total = ?2 WHERE number = ?1");

    private readonly Statement _move = database.Prepare(
        """
        UPDATE replay_plan SET state = ?2, dry_run = dry_run + ?3, approved_by = coalesce(?4, approved_by), approved_at = coalesce(?5, approved_at),
            ended_at = coalesce(?6, ended_at) WHERE number = ?1
        """);

    private readonly Statement _check = database.Prepare(
        """
        UPDATE replay_item SET dry_run = ?3, verdict = ?4, token = ?5, note = ?6, blocked_by = ?7
        WHERE plan = ?1 AND work = ?2 AND state = 0 AND dry_run < ?3
        """);

    private readonly Statement _unchecked = database.Prepare("SELECT 1 FROM replay_item WHERE plan = ?1 AND dry_run < ?2 LIMIT 1");

    private readonly Statement _ahead = database.Prepare(
        """
        SELECT w.id FROM work AS item JOIN work AS w ON w.in_lane = 1 AND w.tenant = item.tenant AND w.connection = item.connection AND w.lane = item.lane
            AND w.id < item.id
        WHERE item.id = ?2 AND w.state IN (6, 7) AND NOT EXISTS (SELECT 1 FROM replay_item WHERE plan = ?1 AND work = w.id) ORDER BY w.id LIMIT 1
        """);

    private readonly Statement _next = database.Prepare(
        """
        SELECT r.work, r.verdict, r.token, w.token, w.connection, w.flow, w.state
        FROM replay_item AS r JOIN work AS w ON w.id = r.work WHERE r.plan = ?1 AND r.state = 0 ORDER BY r.work LIMIT ?2
        """);

    private readonly Statement _end = database.Prepare("UPDATE replay_item SET state = ?3, note = coalesce(?4, note) WHERE plan = ?1 AND work = ?2 AND state = 0");

    private readonly Statement _pending = database.Prepare("SELECT 1 FROM replay_item WHERE plan = ?1 AND state = 0 LIMIT 1");

    public Plan? Find(string tenant, string id)
    {
        using var rows = _find.Bind(tenant).Bind(id).Query();
        return rows.Read()
            ? new Plan(
                rows.Long(0),
                (ReplayPlanState)rows.Int(1),
                rows.Text(2),
                rows.Text(3),
                rows.Int(4) != 0,
                rows.Int(5),
                rows.Text(6))
            : null;
    }

    /// <returns>The number of items.</returns>
    public int Insert(ReplayPlanDraft draft, IReadOnlyList<long> workIds)
    {
        var number = _insert.Bind(draft.Tenant).Bind(draft.PlanId).Bind(draft.Selection.ToString()).Bind(draft.Reason).Bind(draft.Actor)
            .Bind(draft.Now.UtcTicks).Bind(draft.NeedsOtherApprover).Bind(0L).RunForRowId()!.Value;
        var total = workIds.Sum(workId => _add.Bind(number).Bind(workId).Bind(draft.Tenant).RunForChanges());
        _total.Bind(number).Bind(total).Run();
        return total;
    }

    public void Move(in Plan plan, ReplayPlanState to, long? now = null, string? approvedBy = null, bool isNewDryRun = false) => _move
        .Bind(plan.Number).Bind((long)to).Bind(isNewDryRun).Bind(approvedBy).Bind(approvedBy is null ? null : now)
        .Bind(to is ReplayPlanState.Completed or ReplayPlanState.Cancelled ? now : null).Run();

    public void Check(in Plan plan, ReplayFinding finding, long? blockedBy) => _check
        .Bind(plan.Number).Bind(finding.WorkId).Bind(plan.DryRun).Bind((long)finding.Verdict).Bind(finding.Token).Bind(finding.Note).Bind(blockedBy).Run();

    public bool HasUnchecked(in Plan plan)
    {
        using var rows = _unchecked.Bind(plan.Number).Bind(plan.DryRun).Query();
        return rows.Read();
    }

    public bool HasPending(in Plan plan)
    {
        using var rows = _pending.Bind(plan.Number).Query();
        return rows.Read();
    }

    /// <summary>The first exception ahead of an item in its lane that the plan does not hold.</summary>
    public long? FindAhead(in Plan plan, long workId)
    {
        using var rows = _ahead.Bind(plan.Number).Bind(workId).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    public List<Item> Next(in Plan plan, int maxItems)
    {
        using var rows = _next.Bind(plan.Number).Bind(maxItems).Query();
        var items = new List<Item>();
        while (rows.Read())
        {
            items.Add(new Item(rows.Long(0), (ReplayVerdict?)rows.LongOrNull(1), rows.LongOrNull(2) == rows.Long(3), rows.Text(4), rows.Text(5), (WorkState)rows.Int(6)));
        }

        return items;
    }

    public void End(in Plan plan, long workId, ReplayItemState state, string? note) =>
        _end.Bind(plan.Number).Bind(workId).Bind((long)state).Bind(note).Run();

    /// <summary>What decisions about a plan need.</summary>
    internal readonly record struct Plan(
        long Number,
        ReplayPlanState State,
        string Selection,
        string CreatedBy,
        bool NeedsOtherApprover,
        int DryRun,
        string Reason);

    /// <summary>What decisions about an item need.</summary>
    internal readonly record struct Item(long WorkId, ReplayVerdict? Verdict, bool IsAsChecked, string Connection, string Flow, WorkState State);
}
