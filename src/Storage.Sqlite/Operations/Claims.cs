using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Hands out work under leases.</summary>
internal sealed class Claims(Database database, WorkTable works, Prerequisites prerequisites, Lanes lanes, ExceptionTable exceptions)
{
    /// <summary>Rows woken or parked by one claim at most, so that a claim after a long pause stays short; the next claim goes on.</summary>
    private const int MaxHousekeeping = 1024;

    private const int PlacesPerShare = 8;

    // Counts places over all claims, so that claims of one row share fairly too.
    private long _places;

    private readonly Statement _read = database.Prepare(
        $"""
        SELECT {WorkReading.ItemColumns}, {InboxTable.EnvelopeColumns}, i.document, w.token, w.lease_until, {EffectTable.RecordColumns}
        FROM work AS w JOIN inbox AS i ON i.id = w.inbox
            LEFT JOIN effect AS e ON e.tenant = w.tenant AND e.connection = w.connection AND e.operation = w.operation
                AND e.document_key = w.document_key AND e.revision = w.revision
            {EffectTable.CommandJoin} {WorkReading.JoinException}
        WHERE w.id = ?1
        """);

    public IReadOnlyList<ClaimedWork> Claim(ClaimRequest request)
    {
        var now = request.Now.UtcTicks;
        exceptions.Now = now;
        var leaseUntil = (request.Now + request.Lease).UtcTicks;
        if (request.LongestWait is { } longest)
        {
            works.PullIn(now, (request.Now + longest).UtcTicks, leaseUntil, MaxHousekeeping);
        }

        prerequisites.ParkOverdue(now, MaxHousekeeping);
        works.Wake(now, MaxHousekeeping);

        var claimed = new List<ClaimedWork>();
        foreach (var id in Choose(request))
        {
            var work = works.Find(id)!.Value;
            if (work.State != WorkState.Claimed && work.DueAt > now)
            {
                // The caller's clock went back.
                works.SetPlace(id, Place.From(work.DueAt, now));
                continue;
            }

            works.Claim(work, request.Owner, leaseUntil);
            claimed.Add(Read(id));
        }

        return claimed;
    }

    /// <summary>Oldest first, urgent before others; one place in eight goes to the least urgent, so that nothing starves.</summary>
    private List<long> Choose(ClaimRequest request)
    {
        var waiting = Enum.GetValues<WorkPriority>().ToDictionary(priority => priority, _ => new List<long>());
        foreach (var connection in works.RunnableConnections().Except(request.ExcludedConnections, StringComparer.Ordinal))
        {
            foreach (var (priority, ids) in waiting)
            {
                ids.AddRange(works.Runnable(connection, priority, request.MaxItems));
            }
        }

        var queues = waiting.OrderBy(entry => entry.Key).Where(entry => entry.Value.Count > 0).Select(entry => new Queue<long>(entry.Value.Order())).ToList();
        var chosen = new List<long>();
        while (queues.Count > 0 && chosen.Count < request.MaxItems)
        {
            var queue = ++_places % PlacesPerShare == 0 ? queues[^1] : queues[0];
            chosen.Add(queue.Dequeue());
            if (queue.Count == 0)
            {
                queues.Remove(queue);
            }
        }

        return chosen;
    }

    /// <summary>Gives back what a dead process had claimed. Tokens stay, so its late commits are fenced by the next claim.</summary>
    public void ReleaseAll()
    {
        foreach (var id in works.Claimed())
        {
            var work = works.Find(id)!.Value;
            works.Move(work, WorkState.Ready, work.DueAt, work.Attempts, work.Error);
            lanes.Settle(work.Lane, work.DueAt);
        }
    }

    private ClaimedWork Read(long id)
    {
        using var rows = _read.Bind(id).Query();
        rows.Read();
        const int Tail = WorkReading.ItemColumnCount + InboxTable.EnvelopeColumnCount;
        var item = WorkReading.ReadItem(rows);
        return new ClaimedWork
        {
            Id = item.Id,
            State = item.State,
            Flow = item.Flow,
            Step = item.Step,
            Key = item.Key,
            Envelope = item.Envelope,
            Attempts = item.Attempts,
            DueAt = item.DueAt,
            Error = item.Error,
            Problems = item.Problems,
            Priority = item.Priority,
            HoldReason = item.HoldReason,
            Claims = item.Claims,
            ExceptionSince = item.ExceptionSince,
            Replay = item.Replay,
            Document = rows.Bytes(Tail),
            FencingToken = rows.Long(Tail + 1),
            LeaseUntil = rows.Time(Tail + 2),
            Effect = EffectTable.ReadRecord(rows, Tail + 3, item.Key),
        };
    }
}
