using Npgsql;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Reads replay plans.</summary>
internal static class PlanRow
{
    /// <summary>Columns of <c>replay_plan AS p</c>, counts of its items behind them.</summary>
    public static string Columns(string schema) =>
        $"""
        p.tenant, p.id, p.state, p.selection, p.reason, p.created_by, p.created_at, p.needs_other_approver, p.total, p.dry_run, p.approved_by, p.approved_at,
            p.ended_at, c.*, p.number
        FROM {schema}.replay_plan AS p CROSS JOIN LATERAL (
            SELECT
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run)::integer,
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run AND r.verdict = 0)::integer,
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run AND r.verdict = 1)::integer,
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run AND r.verdict = 2)::integer,
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run AND r.verdict = 3)::integer,
                count(*) FILTER (WHERE p.dry_run > 0 AND r.dry_run = p.dry_run AND r.blocked_by IS NOT NULL)::integer,
                count(*) FILTER (WHERE r.state = 0)::integer,
                count(*) FILTER (WHERE r.state = 1)::integer,
                count(*) FILTER (WHERE r.state = 2)::integer,
                count(*) FILTER (WHERE r.state = 3)::integer,
                count(*) FILTER (WHERE r.state = 4)::integer,
                count(*) FILTER (WHERE r.state = 5)::integer
            FROM {schema}.replay_item AS r WHERE r.plan = p.number) AS c
        """;

    public static ReplayPlan Read(NpgsqlDataReader row) => new()
    {
        Tenant = row.Text(0),
        Id = row.Text(1),
        State = (ReplayPlanState)row.GetInt32(2),
        Selection = row.Text(3),
        Reason = row.Text(4),
        CreatedBy = row.Text(5),
        CreatedAt = row.Time(6),
        NeedsOtherApprover = row.GetBoolean(7),
        DryRun = row.GetInt32(9),
        ApprovedBy = row.TextOrNull(10),
        ApprovedAt = row.TimeOrNull(11),
        EndedAt = row.TimeOrNull(12),
        Progress = new ReplayProgress(
            row.GetInt32(8),
            row.GetInt32(13),
            row.GetInt32(14),
            row.GetInt32(15),
            row.GetInt32(16),
            row.GetInt32(17),
            row.GetInt32(18),
            row.GetInt32(19),
            row.GetInt32(20),
            row.GetInt32(21),
            row.GetInt32(22),
            row.GetInt32(23),
            row.GetInt32(24)),
    };
}
