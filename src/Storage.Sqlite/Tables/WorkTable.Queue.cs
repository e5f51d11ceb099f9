using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <content>Places in lanes and in the queue. Every look-up is a seek in an index that holds only the rows in question.</content>
internal sealed partial class WorkTable
{
    private readonly Statement _front = database.Prepare(
        """
        SELECT id, state, queue, due_at FROM work WHERE in_lane = 1 AND tenant = ?1 AND connection = ?2 AND lane = ?3 ORDER BY id LIMIT 2
        """);

    private readonly Statement _hasClaimed = database.Prepare(
        "SELECT 1 FROM work WHERE state = 3 AND tenant = ?1 AND connection = ?2 AND lane = ?3");

    private readonly Statement _place = database.Prepare("UPDATE work SET queue = ?2, wake_at = ?3, blocked_by = ?4 WHERE id = ?1");

    private readonly Statement _wake = database.Prepare(
        """
        UPDATE work SET queue = 0, wake_at = NULL
        WHERE id IN (SELECT id FROM work WHERE queue = 1 AND wake_at <= ?1 ORDER BY wake_at LIMIT ?2)
        """);

    private readonly Statement _pullIn = database.Prepare(
        """
        UPDATE work SET
            queue = CASE WHEN state = 3 THEN 1 ELSE 0 END,
            wake_at = CASE WHEN state = 3 THEN ?3 END,
            lease_until = CASE WHEN state = 3 THEN ?3 END,
            due_at = min(due_at, ?1)
        WHERE id IN (SELECT id FROM work WHERE queue = 1 AND wake_at > ?2 ORDER BY wake_at LIMIT ?4)
        """);

    private readonly Statement _pullInWaiting = database.Prepare(
        """
        UPDATE work SET wait_until = ?1
        WHERE id IN (SELECT id FROM work WHERE state = 1 AND wait_until > ?1 ORDER BY wait_until LIMIT ?2)
        """);

    private readonly Statement _nextConnection = database.Prepare(
        "SELECT connection FROM work WHERE queue = 0 AND connection > ?1 ORDER BY connection LIMIT 1");

    private readonly Statement _runnable = database.Prepare(
        "SELECT id FROM work WHERE queue = 0 AND connection = ?1 AND priority = ?2 ORDER BY id LIMIT ?3");

    private readonly Statement _overdue = database.Prepare(
        "SELECT id FROM work WHERE state = 1 AND wait_until <= ?1 ORDER BY wait_until LIMIT ?2");

    private readonly Statement _waitingBefore = database.Prepare(
        """
        SELECT id, wait_until FROM work
        WHERE state = 1 AND tenant = ?1 AND connection = ?2 AND operation = ?3 AND document_key = ?4 AND revision < ?5 ORDER BY revision
        """);

    private readonly Statement _blockedBy = database.Prepare("SELECT id FROM work WHERE blocked_by = ?1 ORDER BY id");

    private readonly Statement _claimed = database.Prepare("SELECT id FROM work INDEXED BY work_claimed WHERE state = 3 ORDER BY id");

    /// <summary>The first rows of a lane, at most two.</summary>
    public List<FrontRow> Front(in Lane lane)
    {
        using var rows = BindLane(_front, lane).Query();
        var front = new List<FrontRow>(2);
        while (rows.Read())
        {
            front.Add(new FrontRow(rows.Long(0), (WorkState)rows.Int(1), rows.LongOrNull(2), rows.Long(3)));
        }

        return front;
    }

    public bool IsOccupied(in Lane lane)
    {
        using var rows = BindLane(_front, lane).Query();
        return rows.Read();
    }

    public bool HasClaimed(in Lane lane)
    {
        using var rows = BindLane(_hasClaimed, lane).Query();
        return rows.Read();
    }

    public void SetPlace(long id, in Place place) => _place.Bind(id).Bind(place.Queue).Bind(place.WakeAt).Bind(place.BlockedBy).Run();

    /// <summary>Makes rows runnable whose time has come: due, or the lease is over.</summary>
    public void Wake(long now, int maxItems) => _wake.Bind(now).Bind(maxItems).Run();

    /// <summary>Brings nearer what lies further off than anything is put off on purpose: a clock that was ahead stamped it.</summary>
    public void PullIn(long now, long furthest, long leaseUntil, int maxItems)
    {
        _pullIn.Bind(now).Bind(furthest).Bind(leaseUntil).Bind(maxItems).Run();
        _pullInWaiting.Bind(furthest).Bind(maxItems).Run();
    }

    /// <summary>Connections with runnable rows. Seeks from one to the next; the number of rows does not matter.</summary>
    public List<string> RunnableConnections()
    {
        var connections = new List<string>();
        while (true)
        {
            using var rows = _nextConnection.Bind(connections.Count == 0 ? "" : connections[^1]).Query();
            if (!rows.Read())
            {
                return connections;
            }

            connections.Add(rows.Text(0));
        }
    }

    public List<long> Runnable(string connection, WorkPriority priority, int maxItems)
    {
        using var rows = _runnable.Bind(connection).Bind((long)priority).Bind(maxItems).Query();
        return rows.ToIds();
    }

    /// <summary>Work that waited past its deadline.</summary>
    public List<long> Overdue(long now, int maxItems)
    {
        using var rows = _overdue.Bind(now).Bind(maxItems).Query();
        return rows.ToIds();
    }

    /// <summary>Earlier revisions of the same document that wait, and until when.</summary>
    public List<(long Id, long? WaitUntil)> WaitingBefore(IdempotencyKey key)
    {
        using var rows = _waitingBefore.Bind(key.Tenant).Bind(key.Connection).Bind(key.Operation).Bind(key.DocumentKey).Bind(key.Revision).Query();
        var waiting = new List<(long, long?)>();
        while (rows.Read())
        {
            waiting.Add((rows.Long(0), rows.LongOrNull(1)));
        }

        return waiting;
    }

    public List<long> BlockedBy(long refusedWorkId)
    {
        using var rows = _blockedBy.Bind(refusedWorkId).Query();
        return rows.ToIds();
    }

    public List<long> Claimed()
    {
        using var rows = _claimed.Query();
        return rows.ToIds();
    }

    private static Statement BindLane(Statement statement, in Lane lane) => statement.Bind(lane.Tenant).Bind(lane.Connection).Bind(lane.Name);

    /// <summary>One of the first rows of a lane.</summary>
    internal readonly record struct FrontRow(long Id, WorkState State, long? Queue, long DueAt);
}
