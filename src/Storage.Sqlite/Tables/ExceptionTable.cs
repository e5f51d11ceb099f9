using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Exceptions: since when, and why. Follows the states of work rows.</summary>
internal sealed class ExceptionTable(Database database, KpiTable kpis)
{
    private readonly Statement _find = database.Prepare(
        "SELECT tenant, state, is_open, is_final, fingerprint, connection, flow, since, plan FROM exception WHERE work = ?1");

    private readonly Statement _describe = database.Prepare(
        "SELECT i.sequence_key, w.flow, i.problems, w.step FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = ?1");

    private readonly Statement _open = database.Prepare(
        """
        INSERT INTO exception (work, tenant, state, is_open, is_final, fingerprint, connection, operation, document_key, sequence_key, sequence_name, flow, since)
        VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT DO UPDATE SET state = excluded.state, is_open = 1, is_final = excluded.is_final, fingerprint = excluded.fingerprint,
            since = CASE WHEN excluded.is_final = 1 THEN excluded.since ELSE since END, replay = NULL, plan = NULL
        """);

    private readonly Statement _leave = database.Prepare("UPDATE exception SET is_open = 0, replay = ?2, plan = ?3 WHERE work = ?1");

    private readonly Statement _delete = database.Prepare("DELETE FROM exception WHERE work = ?1");

    private readonly Statement _count = database.Prepare(
        """
        INSERT INTO exception_group (tenant, state, fingerprint, connection, operation, kind, remote_code, pointer, count)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1) ON CONFLICT DO UPDATE SET count = count + 1
        """);

    private readonly Statement _discount = database.Prepare(
        "UPDATE exception_group SET count = count - 1 WHERE tenant = ?1 AND state = ?2 AND fingerprint = ?3");

    private readonly Statement _forgetGroup = database.Prepare(
        "DELETE FROM exception_group WHERE tenant = ?1 AND state = ?2 AND fingerprint = ?3 AND count <= 0");

    private readonly Statement _endItem = database.Prepare("UPDATE replay_item SET state = ?3 WHERE plan = ?1 AND work = ?2 AND state < 2");

    /// <summary>The time of the call that is being executed; UTC ticks.</summary>
    public long Now { get; set; }

    /// <summary>A row came to a state.</summary>
    public void Follow(long workId, in IdempotencyKey key, WorkState to, ConnectorError? error)
    {
        switch (to)
        {
            case WorkState.Rejected or WorkState.Parked or WorkState.DeadLettered:
                Enter(workId, key, to, error);
                break;
            case WorkState.Confirmed or WorkState.Superseded or WorkState.Discarded:
                Resolve(workId, to);
                break;
            default:
                Leave(workId);
                break;
        }
    }

    /// <summary>A row is put back to work.</summary>
    public void PutBack(long workId, ReplayMode mode, long? plan)
    {
        Leave(workId);
        _leave.Bind(workId).Bind((long)mode).Bind(plan).Run();
    }

    private void Enter(long workId, in IdempotencyKey key, WorkState state, ConnectorError? error)
    {
        var before = Find(workId);
        if (before is { IsOpen: true } open)
        {
            Discount(open);
        }

        var (sequenceKey, flow, problems, step) = Describe(workId);
        var isFinal = state == WorkState.Rejected && step != Operations.Intake.Step;
        if (before is { } known)
        {
            if (isFinal && !known.IsFinal)
            {
                Measure(known, state);
            }

            EndItem(known, workId, isFinal ? ReplayItemState.Ended : ReplayItemState.Failed);
        }

        var kind = problems.Count > 0 ? ErrorKind.Validation : error?.Kind;
        var code = problems.Count > 0 ? problems[0].Code : error?.RemoteCode;
        var pointer = ErrorFingerprint.Fold(problems.Count > 0 ? problems[0].Pointer : error?.Pointer);
        var fingerprint = ErrorFingerprint.Of(key.Connection, key.Operation, kind, code, pointer);
        _open.Bind(workId).Bind(key.Tenant).Bind((long)state).Bind(isFinal).Bind(fingerprint).Bind(key.Connection).Bind(key.Operation)
            .Bind(key.DocumentKey).Bind(sequenceKey).Bind(NameOf(sequenceKey)).Bind(flow).Bind(Now).Run();
        _count.Bind(key.Tenant).Bind((long)state).Bind(fingerprint).Bind(key.Connection).Bind(key.Operation)
            .Bind((long?)kind).Bind(code).Bind(pointer).Run();
    }

    /// <summary>No exception for the time being: a fact came, or a person had it put back.</summary>
    private void Leave(long workId)
    {
        if (Find(workId) is { IsOpen: true } open)
        {
            Discount(open);
            _leave.Bind(workId).BindNull().BindNull().Run();
        }
    }

    private void Resolve(long workId, WorkState to)
    {
        if (Find(workId) is not { } known)
        {
            return;
        }

        if (known.IsOpen)
        {
            Discount(known);
        }

        if (!known.IsFinal)
        {
            Measure(known, to);
        }

        EndItem(known, workId, to == WorkState.Confirmed ? ReplayItemState.Confirmed : ReplayItemState.Ended);
        _delete.Bind(workId).Run();
    }

    private void Measure(in Known known, WorkState to) => kpis.Insert(new KpiSample(
        ExceptionKpis.ResolutionDuration,
        Math.Max(0, TimeSpan.FromTicks(Now - known.Since).TotalSeconds),
        known.Connection,
        known.Flow,
        to switch
        {
            WorkState.Confirmed => "confirmed",
            WorkState.Superseded => "superseded",
            WorkState.Rejected => "rejected",
            _ => "discarded",
        },
        new DateTimeOffset(Now, TimeSpan.Zero)));

    /// <summary>Tells the plan that put the row back what became of it.</summary>
    private void EndItem(in Known known, long workId, ReplayItemState state)
    {
        if (known.Plan is { } plan && _endItem.Bind(plan).Bind(workId).Bind((long)state).RunForChanges() > 0)
        {
            Count(state, known.Connection, known.Flow);
        }
    }

    /// <summary>Counts an item of a replay plan.</summary>
    public void Count(ReplayItemState state, string connection, string flow) => kpis.Insert(new KpiSample(
        ExceptionKpis.ReplayItems,
        1,
        connection,
        flow,
        state switch
        {
            ReplayItemState.Replayed => "replayed",
            ReplayItemState.Skipped => "skipped",
            ReplayItemState.Confirmed => "confirmed",
            ReplayItemState.Failed => "failed",
            _ => "ended",
        },
        new DateTimeOffset(Now, TimeSpan.Zero)));

    private void Discount(in Known known)
    {
        _discount.Bind(known.Tenant).Bind((long)known.State).Bind(known.Fingerprint).Run();
        _forgetGroup.Bind(known.Tenant).Bind((long)known.State).Bind(known.Fingerprint).Run();
    }

    private Known? Find(long workId)
    {
        using var rows = _find.Bind(workId).Query();
        return rows.Read()
            ? new Known(
                rows.Text(0),
                (WorkState)rows.Int(1),
                rows.Int(2) != 0,
                rows.Int(3) != 0,
                rows.Text(4),
                rows.Text(5),
                rows.Text(6),
                rows.Long(7),
                rows.LongOrNull(8))
            : null;
    }

    private (string SequenceKey, string Flow, IReadOnlyList<DocumentProblem> Problems, string Step) Describe(long workId)
    {
        using var rows = _describe.Bind(workId).Query();
        rows.Read();
        return (rows.Text(0), rows.Text(1), StoredJson.ReadProblems(rows.TextOrNull(2)), rows.Text(3));
    }

    private static string NameOf(string sequenceKey) => sequenceKey[(sequenceKey.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private readonly record struct Known(
        string Tenant,
        WorkState State,
        bool IsOpen,
        bool IsFinal,
        string Fingerprint,
        string Connection,
        string Flow,
        long Since,
        long? Plan);
}
