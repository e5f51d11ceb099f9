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
    Resequencer resequencer,
    CheckpointTable checkpoints,
    ExceptionTable exceptions,
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
        exceptions.Now = entry.Envelope.ObservedAt.UtcTicks;
        var outcome = inbox.TryAdd(entry) switch
        {
            null => new AcceptOutcome(AcceptDisposition.Duplicate, 0),
            { } id when entry.Problems.Count > 0 => Refuse(entry.Envelope, id),
            { } id when entry is { Contiguous: { } rule, Envelope.SourceVersion: { } version } => PlanInTurn(entry, id, rule, version),
            { } id => Plan(entry.Envelope, id, entry.Work),
        };
        counters.Add(outcome.Disposition switch
        {
            AcceptDisposition.Accepted => Counter.Accepted,
            AcceptDisposition.Duplicate => Counter.Duplicates,
            AcceptDisposition.Unchanged => Counter.Unchanged,
            AcceptDisposition.Stale => Counter.Stale,
            AcceptDisposition.Echo => Counter.Echoes,
            AcceptDisposition.OutOfOrder => Counter.OutOfOrder,
            _ => Counter.Refused,
        });
        return outcome;
    }

    private AcceptOutcome Refuse(Envelope envelope, long inboxId)
    {
        // A late, older version breaks nothing that is not repaired already.
        var isOutdated = documents.HasNewer(envelope);
        var workId = works.Insert(NewWork.OfIntake(envelope, inboxId, isOutdated ? WorkState.Superseded : WorkState.Rejected));
        if (!isOutdated)
        {
            refusals.Insert(envelope, workId);
        }

        return new AcceptOutcome(AcceptDisposition.Refused, 0);
    }

    /// <summary>Goes on with the version a row waits with, although the one before it never came.</summary>
    public void GoOnWith(in WorkRow work)
    {
        // From the lowest one up: planned the other way round, those in between would be taken for old.
        while (resequencer.Held(work) is var (envelope, _))
        {
            resequencer.SkipToEarly(envelope);
            PlanEarly(envelope);
        }
    }

    private AcceptOutcome PlanInTurn(InboxEntry entry, long inboxId, ContiguousVersions rule, long version)
    {
        var envelope = entry.Envelope;
        switch (resequencer.TurnOf(envelope, rule, version))
        {
            case Resequencer.Turn.Passed:
                return new AcceptOutcome(AcceptDisposition.Stale, 0);
            case Resequencer.Turn.Later:
                resequencer.Hold(entry, inboxId, version);
                return new AcceptOutcome(AcceptDisposition.OutOfOrder, 0);
            default:
                var outcome = Plan(envelope, inboxId, entry.Work);
                resequencer.Pass(envelope, version);
                return outcome with { WorkCreated = outcome.WorkCreated + PlanEarly(envelope) };
        }
    }

    /// <summary>Plans the versions that came early and are next now.</summary>
    private int PlanEarly(Envelope document)
    {
        var created = 0;
        while (resequencer.TakeNext(document) is var (envelope, inboxId, version, planned))
        {
            created += Plan(envelope, inboxId, planned).WorkCreated;
            resequencer.Pass(envelope, version);
        }

        return created;
    }

    private AcceptOutcome Plan(Envelope envelope, long inboxId, IReadOnlyList<PlannedWork> planned)
    {
        var now = envelope.ObservedAt.UtcTicks;
        foreach (var refused in refusals.CorrectedBy(envelope))
        {
            var work = works.Find(refused)!.Value;
            works.Move(work, WorkState.Superseded, work.DueAt, work.Attempts, work.Error);
            lanes.Unblock(envelope.Tenant, refused, now);
        }

        var created = 0;
        var stale = 0;
        var echoes = 0;
        foreach (var plan in planned)
        {
            switch (planner.Plan(envelope, inboxId, plan, now))
            {
                case AcceptDisposition.Accepted:
                    created++;
                    break;
                case AcceptDisposition.Stale:
                    stale++;
                    break;
                case AcceptDisposition.Echo:
                    echoes++;
                    break;
            }
        }

        if (planned.Count > 0 && stale == planned.Count)
        {
            return new AcceptOutcome(AcceptDisposition.Stale, 0);
        }

        documents.Upsert(envelope, inboxId);
        return new AcceptOutcome(
            created > 0 || planned.Count == 0 ? AcceptDisposition.Accepted
            : echoes > 0 ? AcceptDisposition.Echo
            : AcceptDisposition.Unchanged,
            created);
    }
}
