using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Reads whole work items, with their envelopes.</summary>
internal static class WorkReading
{
    /// <summary>Columns of <c>work AS w</c> and <c>inbox AS i</c>; the envelope's columns follow.</summary>
    public const string ItemColumns =
        "w.id, w.state, w.flow, w.step, w.connection, w.operation, w.document_key, w.revision, w.attempts, w.due_at, w.error, i.problems, w.priority, w.hold_reason";

    public const int ItemColumnCount = 14;

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
        };
    }

    /// <summary>Exceptions of a tenant, oldest first.</summary>
    public static List<WorkItem> ListExceptions(Database database, ExceptionFilter filter)
    {
        var items = new List<WorkItem>();
        foreach (var state in filter.States.Distinct())
        {
            // One seek per state; the repeated condition lets SQLite use the partial index of exceptions, or that of held work.
            var index = state == WorkState.Held ? "w.state = 2" : "w.state IN (5, 6, 7)";
            using var rows = database.Prepare(
                $"""
                SELECT {ItemColumns}, {InboxTable.EnvelopeColumns} FROM work AS w JOIN inbox AS i ON i.id = w.inbox
                WHERE w.tenant = ?1 AND w.state = ?2 AND w.id > ?3 AND {index} ORDER BY w.id LIMIT ?4
                """).Bind(filter.Tenant).Bind((long)state).Bind(filter.AfterId).Bind(filter.MaxItems).Query();
            while (rows.Read())
            {
                items.Add(ReadItem(rows));
            }
        }

        return [.. items.OrderBy(item => item.Id).Take(filter.MaxItems)];
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
