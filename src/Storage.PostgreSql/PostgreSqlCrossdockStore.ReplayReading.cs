using Crossdock.Storage.PostgreSql.Arguments;
using Crossdock.Storage.PostgreSql.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Crossdock.Storage.PostgreSql;

/// <content>Exceptions, replay plans and edits: calls that only read.</content>
public sealed partial class PostgreSqlCrossdockStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExceptionGroup>> ListExceptionGroupsAsync(ExceptionGroupFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        ThrowIfNoException(filter.States, nameof(filter));
        var open = $"FROM {_database.Schema}.failure WHERE tenant = g.tenant AND fingerprint = g.fingerprint AND state = g.state AND is_open";
        return await Reading.ReadAsync(
            $"""
            SELECT g.fingerprint, g.state, g.connection, g.operation, g.kind, g.remote_code, g.pointer, g.count,
                (SELECT min(since) {open}), (SELECT max(since) {open}), (SELECT min(work) {open})
            FROM (
                SELECT * FROM {_database.Schema}.failure_group WHERE tenant = $1 AND state = ANY ($2) ORDER BY count DESC, fingerprint, state LIMIT $3) AS g
            ORDER BY g.count DESC, g.fingerprint, g.state
            """,
            [Text(filter.Tenant), States(filter.States.Select(state => (int)state)), Number(filter.MaxItems)],
            static row => new ExceptionGroup(
                row.GetString(0),
                (WorkState)row.GetInt32(1),
                row.Text(2),
                row.Text(3),
                row.IsDBNull(4) ? null : (ErrorKind)row.GetInt32(4),
                row.TextOrNull(5),
                row.TextOrNull(6),
                row.GetInt64(7),
                row.Time(8),
                row.Time(9),
                row.GetInt64(10)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OldestWork> ReadOldestAsync(string tenant, CancellationToken cancellationToken)
    {
        var schema = _database.Schema;
        return (await Reading.ReadAsync(
            $"""
            SELECT
                (SELECT min(i.observed_at) FROM {schema}.inbox AS i JOIN {schema}.work AS w ON w.inbox = i.id WHERE w.id IN (
                    (SELECT min(id) FROM {schema}.work WHERE in_lane AND tenant = $1),
                    (SELECT min(id) FROM {schema}.work WHERE state = 1 AND tenant = $1),
                    (SELECT min(work) FROM {schema}.refusal WHERE tenant = $1))),
                (SELECT min(since) FROM {schema}.failure WHERE is_open AND NOT is_final AND tenant = $1)
            """,
            [Text(tenant)],
            static row => new OldestWork(row.TimeOrNull(0), row.TimeOrNull(1)),
            cancellationToken).ConfigureAwait(false))[0];
    }

    /// <inheritdoc/>
    public async Task<WorkItem?> FindWorkAsync(string tenant, long workId, CancellationToken cancellationToken) => (await Reading.ReadAsync(
        $"SELECT {WorkRow.ItemColumns} FROM {_database.Schema}.work_item WHERE id = $1 AND work_tenant = $2",
        [Number(workId), Text(tenant)],
        WorkRow.ReadItem,
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<ReplayPlan?> FindPlanAsync(string tenant, string planId, CancellationToken cancellationToken) => (await Reading.ReadAsync(
        $"SELECT {PlanRow.Columns(_database.Schema)} WHERE p.tenant = $1 AND p.id = $2",
        [Text(tenant), Text(planId)],
        PlanRow.Read,
        cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReplayPlan>> ListPlansAsync(ReplayPlanFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        var states = filter.States.Count == 0 ? Enum.GetValues<ReplayPlanState>() : filter.States;
        return await Reading.ReadAsync(
            $"SELECT {PlanRow.Columns(_database.Schema)} WHERE p.tenant = $1 AND p.state = ANY ($2) ORDER BY p.number DESC LIMIT $3",
            [Text(filter.Tenant), States(states.Select(state => (int)state)), Number(filter.MaxItems)],
            PlanRow.Read,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReplayItem>> ListPlanItemsAsync(ReplayItemFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        var schema = _database.Schema;
        var condition = (filter.State is null ? "" : " AND r.state = $5") + (filter.IsUnchecked ? " AND r.dry_run < p.dry_run" : "");
        List<NpgsqlParameter> parameters = [Text(filter.Tenant), Text(filter.PlanId), Number(filter.AfterWorkId), Number(filter.MaxItems)];
        if (filter.State is { } state)
        {
            parameters.Add(Number((long)state));
        }

        return await Reading.ReadAsync(
            $"""
            SELECT r.work, w.connection, w.operation, w.document_key, w.revision, r.state, CASE WHEN r.dry_run = p.dry_run THEN r.verdict END,
                r.note, CASE WHEN r.dry_run = p.dry_run THEN r.blocked_by END
            FROM {schema}.replay_plan AS p JOIN {schema}.replay_item AS r ON r.plan = p.number JOIN {schema}.work AS w ON w.id = r.work
            WHERE p.tenant = $1 AND p.id = $2 AND r.work > $3{condition} ORDER BY r.work LIMIT $4
            """,
            parameters,
            row => new ReplayItem(
                row.GetInt64(0),
                new IdempotencyKey(filter.Tenant, row.Text(1), row.Text(2), row.Text(3), row.GetInt32(4)),
                (ReplayItemState)row.GetInt32(5),
                row.IsDBNull(6) ? null : (ReplayVerdict)row.GetInt32(6),
                row.TextOrNull(7),
                row.LongOrNull(8)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PayloadEdit>> ListEditsAsync(string tenant, long workId, CancellationToken cancellationToken)
    {
        const int Columns = EnvelopeRow.ColumnCount;
        var schema = _database.Schema;
        return await Reading.ReadAsync(
            $"""
            SELECT {EnvelopeRow.Columns}, {EnvelopeRow.Columns.Replace("i.", "c.", StringComparison.Ordinal)}, e.at, e.actor, e.reason,
                CASE WHEN length(i.document) = 0 THEN coalesce(i.raw, i.document) ELSE i.document END, c.document
            FROM {schema}.payload_edit AS e JOIN {schema}.work AS w ON w.id = e.work
                JOIN {schema}.inbox AS i ON i.id = e.original JOIN {schema}.inbox AS c ON c.id = e.copy
            WHERE e.work = $1 AND w.tenant = $2 ORDER BY e.id
            """,
            [Number(workId), Text(tenant)],
            static row => new PayloadEdit(
                row.Time(2 * Columns),
                row.Text((2 * Columns) + 1),
                row.Text((2 * Columns) + 2),
                EnvelopeRow.Read(row, 0),
                EnvelopeRow.Read(row, Columns),
                row.Bytes((2 * Columns) + 3),
                row.Bytes((2 * Columns) + 4)),
            cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter Json(ExceptionFilter filter) =>
        new NpgsqlParameter<string> { TypedValue = ReplayArguments.Json(filter), NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter States(IEnumerable<int> states) =>
        new NpgsqlParameter<int[]> { TypedValue = [.. states.Distinct()], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };
}
