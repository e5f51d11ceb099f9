using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Reads whole work items, with their envelopes.</summary>
internal static class WorkReading
{
    /// <summary>Columns of <c>work AS w</c>, <c>inbox AS i</c> and <c>exception AS x</c>; the envelope's columns follow.</summary>
    public const string ItemColumns =
        "w.id, w.state, w.flow, w.step, w.connection, w.operation, w.document_key, w.revision, w.attempts, w.due_at, w.error, i.problems, "
        + "w.priority, w.hold_reason, w.token, x.since, CASE WHEN x.is_open = 0 THEN x.replay END";

    public const int ItemColumnCount = 17;

    /// <summary>All that <see cref="ReadItem"/> reads.</summary>
    public const string Columns = $"{ItemColumns}, {InboxTable.EnvelopeColumns}";

    /// <summary>What <see cref="ItemColumns"/> needs beside <c>work AS w</c>.</summary>
    public const string JoinInbox = "CROSS JOIN inbox AS i ON i.id = w.inbox";

    public const string JoinException = "LEFT JOIN exception AS x ON x.work = w.id";

    public static WorkItem ReadItem(Rows rows)
    {
        var envelope = InboxTable.ReadEnvelope(rows, ItemColumnCount);
        return new WorkItem
        {
            Id = rows.Long(0),
            State = (WorkState)rows.Int(1),
            Flow = rows.Text(2),
            Step = rows.Text(3),
            Key = new IdempotencyKey(envelope.Tenant, rows.Text(4), rows.Text(5), rows.Text(6), rows.Int(7)),
            Envelope = envelope,
            Attempts = rows.Int(8),
            DueAt = rows.Time(9),
            Error = StoredJson.ReadError(rows.TextOrNull(10)),
            Problems = StoredJson.ReadProblems(rows.TextOrNull(11)),
            Priority = (WorkPriority)rows.Int(12),
            HoldReason = rows.TextOrNull(13),
            Claims = rows.Long(14),
            ExceptionSince = rows.TimeOrNull(15),
            Replay = (ReplayMode?)rows.LongOrNull(16),
        };
    }

    /// <summary>A work row of a tenant.</summary>
    public static WorkItem? Find(Database database, string tenant, long workId)
    {
        using var rows = database.Prepare(
            $"SELECT {Columns} FROM work AS w {JoinInbox} {JoinException} WHERE w.id = ?1 AND w.tenant = ?2").Bind(workId).Bind(tenant).Query();
        return rows.Read() ? ReadItem(rows) : null;
    }

    /// <summary>The document of a work row, or the raw input where it was refused.</summary>
    public static ReadOnlyMemory<byte>? ReadPayload(Database database, string tenant, long workId)
    {
        using var rows = database.Prepare(
            """
            SELECT CASE WHEN length(i.document) = 0 THEN coalesce(i.raw, i.document) ELSE i.document END
            FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = ?1 AND w.tenant = ?2
            """).Bind(workId).Bind(tenant).Query();
        return rows.Read() ? rows.Bytes(0) : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>When the next row can be claimed or, waiting too long, parked.</summary>
    public static DateTimeOffset? NextDue(Database database)
    {
        using var rows = database.Prepare(
            """
            SELECT min(due) FROM (
                SELECT due_at AS due FROM (SELECT due_at FROM work WHERE queue = 0 LIMIT 1)
                UNION ALL SELECT min(wake_at) FROM work WHERE queue = 1
                UNION ALL SELECT min(wait_until) FROM work WHERE state = 1)
            """).Query();
        return rows.Read() ? rows.TimeOrNull(0) : null;
    }
}
