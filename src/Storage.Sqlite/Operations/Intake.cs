using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>The idempotent receiver: takes an input once, and creates the work it causes.</summary>
internal sealed class Intake(
    InboxTable inbox,
    DocumentTable documents,
    RefusalTable refusals,
    WorkTable works,
    Planner planner,
    Lanes lanes,
    CheckpointTable checkpoints,
    CounterTable counters)
{
    /// <summary>The step of refused input.</summary>
    public const string Step = "intake";

    public AcceptOutcome[] Accept(AcceptBatch batch)
    {
        var outcomes = new AcceptOutcome[batch.Entries.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Accept(batch.Entries[i]);
        }

        if (batch.Checkpoint is { } move)
        {
            checkpoints.Move(move);
        }

        return outcomes;
    }

    public AcceptOutcome Accept(InboxEntry entry)
    {
        var outcome = inbox.TryInsert(entry) switch
        {
            null => new AcceptOutcome(AcceptDisposition.Duplicate, 0),
            { } id when entry.Problems.Count > 0 => Refuse(entry.Envelope, id),
            { } id => Plan(entry, id),
        };
        counters.Add(outcome.Disposition switch
        {
            AcceptDisposition.Accepted => Counter.Accepted,
            AcceptDisposition.Duplicate => Counter.Duplicates,
            AcceptDisposition.Unchanged => Counter.Unchanged,
            AcceptDisposition.Stale => Counter.Stale,
            _ => Counter.Refused,
        });
        return outcome;
    }

    private AcceptOutcome Refuse(Envelope envelope, long inboxId)
    {
        // A late, older version breaks nothing that is not repaired already.
        var isOutdated = documents.HasNewer(envelope);
        var lane = Lane.OfRefused(envelope);
        var workId = works.Insert(new NewWork
        {
            InboxId = inboxId,
            State = isOutdated ? WorkState.Superseded : WorkState.Rejected,
            Mode = SequenceMode.Ordered,
            Flow = "",
            Step = Step,
            Key = new IdempotencyKey(envelope.Tenant, envelope.Source, Step, envelope.DocumentKey, 0),
            Lane = lane,
            IsInLane = false,
            DueAt = envelope.ObservedAt.UtcTicks,
        });
        if (!isOutdated)
        {
            refusals.Insert(envelope, workId);
        }

        return new AcceptOutcome(AcceptDisposition.Refused, 0);
    }

    private AcceptOutcome Plan(InboxEntry entry, long inboxId)
    {
        var envelope = entry.Envelope;
        var now = envelope.ObservedAt.UtcTicks;
        foreach (var refused in refusals.CorrectedBy(envelope))
        {
            var work = works.Find(refused)!.Value;
            works.Move(work, WorkState.Superseded, work.DueAt, work.Attempts, work.Error);
            lanes.Unblock(envelope.Tenant, refused, now);
        }

        var created = 0;
        var stale = 0;
        foreach (var plan in entry.Work)
        {
            switch (planner.Plan(envelope, inboxId, plan, now))
            {
                case AcceptDisposition.Accepted:
                    created++;
                    break;
                case AcceptDisposition.Stale:
                    stale++;
                    break;
            }
        }

        if (entry.Work.Count > 0 && stale == entry.Work.Count)
        {
            return new AcceptOutcome(AcceptDisposition.Stale, 0);
        }

        documents.Upsert(envelope, inboxId);
        return new AcceptOutcome(
            created > 0 || entry.Work.Count == 0 ? AcceptDisposition.Accepted : AcceptDisposition.Unchanged,
            created);
    }
}
