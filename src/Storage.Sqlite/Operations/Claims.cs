using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Hands out work under leases.</summary>
internal sealed class Claims(Database database, WorkTable works, Prerequisites prerequisites, Lanes lanes)
{
    /// <summary>Rows woken or parked by one claim at most, so that a claim after a long pause stays short; the next claim goes on.</summary>
    private const int MaxHousekeeping = 1024;

    private readonly Statement _read = database.Prepare(
        $"""
        SELECT {WorkReading.ItemColumns}, {InboxTable.EnvelopeColumns}, i.document, w.token, w.lease_until, {EffectTable.RecordColumns}
        FROM work AS w JOIN inbox AS i ON i.id = w.inbox
            LEFT JOIN effect AS e ON e.tenant = w.tenant AND e.connection = w.connection AND e.operation = w.operation
                AND e.document_key = w.document_key AND e.revision = w.revision
            {EffectTable.CommandJoin}
        WHERE w.id = ?1
        """);

    public IReadOnlyList<ClaimedWork> Claim(ClaimRequest request)
    {
        var now = request.Now.UtcTicks;
        var leaseUntil = (request.Now + request.Lease).UtcTicks;
        prerequisites.ParkOverdue(now, MaxHousekeeping);
        works.Wake(now, MaxHousekeeping);

        var candidates = new List<long>();
        foreach (var connection in works.RunnableConnections())
        {
            if (!request.ExcludedConnections.Contains(connection))
            {
                candidates.AddRange(works.Runnable(connection, request.MaxItems));
            }
        }

        candidates.Sort();
        var claimed = new List<ClaimedWork>(Math.Min(candidates.Count, request.MaxItems));
        foreach (var id in candidates)
        {
            if (claimed.Count == request.MaxItems)
            {
                break;
            }

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
            Document = rows.Bytes(Tail),
            FencingToken = rows.Long(Tail + 1),
            LeaseUntil = rows.Time(Tail + 2),
            Effect = EffectTable.ReadRecord(rows, Tail + 3, item.Key),
        };
    }
}
