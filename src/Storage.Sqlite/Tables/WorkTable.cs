using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Work rows: insert and change of state. Counts rows by state.</summary>
internal sealed partial class WorkTable(Database database, CounterTable counters, ExceptionTable exceptions)
{
    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO work (inbox, state, mode, flow, step, tenant, connection, operation, document_key, revision, lane, in_lane,
            queue, wake_at, blocked_by, due_at, wait_until, missing, error, priority)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        """);

    private readonly Statement _find = database.Prepare(
        """
        SELECT id, inbox, state, tenant, connection, operation, document_key, revision, step, lane, token, attempts, missing, due_at, error
        FROM work WHERE id = ?1
        """);

    private readonly Statement _subjects = database.Prepare(
        "SELECT i.sequence_key, i.document_key FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = ?1");

    private readonly Statement _move = database.Prepare(
        """
        UPDATE work SET state = ?2, in_lane = ?3, due_at = ?4, attempts = ?5, missing = ?6, error = ?7, hold_reason = ?8,
            queue = NULL, wake_at = NULL, blocked_by = NULL, lease_until = NULL, owner = NULL
        WHERE id = ?1
        """);

    private readonly Statement _claim = database.Prepare(
        """
        UPDATE work SET state = 3, token = token + 1, owner = ?2, lease_until = ?3, queue = 1, wake_at = ?3, hold_reason = NULL WHERE id = ?1
        """);

    private readonly Statement _keep = database.Prepare(
        """
        UPDATE work SET attempts = ?2, error = ?3, lease_until = coalesce(?4, lease_until), queue = 1, wake_at = coalesce(?4, lease_until)
        WHERE id = ?1
        """);

    private readonly Statement _replace = database.Prepare(
        """
        UPDATE work SET inbox = ?2, flow = ?3, step = ?4, revision = ?5, state = ?6, in_lane = ?7, wait_until = ?8, missing = ?9, error = ?10, priority = ?11,
            queue = NULL, wake_at = NULL, blocked_by = NULL
        WHERE id = ?1
        """);

    private readonly Statement _renew = database.Prepare("UPDATE work SET due_at = ?2, attempts = 0, token = token + 1 WHERE id = ?1");

    private readonly Statement _waitUntil = database.Prepare("UPDATE work SET wait_until = ?2 WHERE id = ?1");

    private readonly Statement _countDown = database.Prepare("UPDATE work SET missing = missing - 1 WHERE id = ?1");

    public long Insert(in NewWork work)
    {
        counters.AddWork(work.State);
        var id = _insert
            .Bind(work.InboxId).Bind((long)work.State).Bind((long)work.Mode).Bind(work.Flow).Bind(work.Step)
            .Bind(work.Key.Tenant).Bind(work.Key.Connection).Bind(work.Key.Operation).Bind(work.Key.DocumentKey).Bind(work.Key.Revision)
            .Bind(work.Lane.Name).Bind(work.IsInLane).Bind(work.Place.Queue).Bind(work.Place.WakeAt).Bind(work.Place.BlockedBy)
            .Bind(work.DueAt).Bind(work.WaitUntil).Bind(work.Missing).Bind(StoredJson.Write(work.Error)).Bind((long)work.Priority)
            .RunForRowId()!.Value;
        if (work.State is WorkState.Rejected or WorkState.Parked)
        {
            exceptions.Follow(id, work.Key, work.State, work.Error);
        }

        return id;
    }

    public WorkRow? Find(long id)
    {
        using var rows = _find.Bind(id).Query();
        return rows.Read() ? ReadRow(rows) : null;
    }

    /// <summary>What the facts of a row can be about.</summary>
    public (string SequenceKey, string DocumentKey) SubjectsOf(long id)
    {
        using var rows = _subjects.Bind(id).Query();
        rows.Read();
        return (rows.Text(0), rows.Text(1));
    }

    /// <summary>Changes the state. The row leaves the queue; settle its lane afterwards.</summary>
    public void Move(in WorkRow work, WorkState to, long dueAt, int attempts, ConnectorError? error, int missing = 0, string? holdReason = null)
    {
        counters.MoveWork(work.State, to);
        _move.Bind(work.Id).Bind((long)to).Bind(StandsInLane(to)).Bind(dueAt).Bind(attempts).Bind(missing)
            .Bind(StoredJson.Write(error)).Bind(holdReason).Run();
        exceptions.Follow(work.Id, work.Key, to, error);
    }

    /// <summary>Takes a row under a lease.</summary>
    public void Claim(in WorkRow work, string owner, long leaseUntil)
    {
        counters.MoveWork(work.State, WorkState.Claimed);
        _claim.Bind(work.Id).Bind(owner).Bind(leaseUntil).Run();
    }

    /// <summary>Keeps a claim, perhaps with a new end of the lease.</summary>
    public void Keep(in WorkRow work, int attempts, ConnectorError? error, long? leaseUntil) =>
        _keep.Bind(work.Id).Bind(attempts).Bind(StoredJson.Write(error)).Bind(leaseUntil).Run();

    /// <summary>Puts newer content in the place of work that has not run; due time and attempts stay. Settle its lane afterwards.</summary>
    public void Replace(in WorkRow work, in NewWork with)
    {
        counters.MoveWork(work.State, with.State);
        counters.AddWork(WorkState.Superseded);
        _replace.Bind(work.Id).Bind(with.InboxId).Bind(with.Flow).Bind(with.Step).Bind(with.Key.Revision).Bind((long)with.State)
            .Bind(with.IsInLane).Bind(with.WaitUntil).Bind(with.Missing).Bind(StoredJson.Write(with.Error)).Bind((long)with.Priority).Run();
        exceptions.Follow(work.Id, work.Key, WorkState.Superseded, error: null);
        exceptions.Follow(work.Id, with.Key, with.State, with.Error);
    }

    /// <summary>Starts over with other content: due at once, no attempts, and no claim of before is worth anything.</summary>
    public void Renew(long id, long dueAt) => _renew.Bind(id).Bind(dueAt).Run();

    /// <summary>When waiting work parks; null = never.</summary>
    public void WaitUntil(long id, long? waitUntil) => _waitUntil.Bind(id).Bind(waitUntil).Run();

    /// <summary>One prerequisite less.</summary>
    public void CountDown(long id) => _countDown.Bind(id).Run();

    public static bool StandsInLane(WorkState state) =>
        state is WorkState.Ready or WorkState.Held or WorkState.Claimed or WorkState.Parked or WorkState.DeadLettered;

    private static WorkRow ReadRow(Rows rows) => new()
    {
        Id = rows.Long(0),
        InboxId = rows.Long(1),
        State = (WorkState)rows.Int(2),
        Key = new IdempotencyKey(rows.Text(3), rows.Text(4), rows.Text(5), rows.Text(6), rows.Int(7)),
        Step = rows.Text(8),
        Lane = new Lane(rows.Text(3), rows.Text(4), rows.Text(9)),
        Token = rows.Long(10),
        Attempts = rows.Int(11),
        Missing = rows.Int(12),
        DueAt = rows.Long(13),
        Error = StoredJson.ReadError(rows.TextOrNull(14)),
    };
}
