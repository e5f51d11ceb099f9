using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Compares a planned step with the newest revision of its stream, and creates or replaces work where there is something new.</summary>
internal sealed class Planner(EffectTable effects, WorkTable works, FactTable facts, Prerequisites prerequisites, Lanes lanes)
{
    /// <returns>Accepted when work was created or replaced; else Stale, Unchanged or Echo.</returns>
    public AcceptDisposition Plan(Envelope envelope, long inboxId, PlannedWork plan, long now)
    {
        var newest = effects.Newest(envelope.Tenant, plan);
        var isSame = newest?.Content == plan.RevisionFingerprint;
        if (newest is { } seen && IsStale(plan, seen, isSame))
        {
            return AcceptDisposition.Stale;
        }

        if (plan.EchoOf.Any(echo => effects.TakeEcho(envelope.Tenant, envelope.Source, echo, plan.DocumentKey, plan.Connection)))
        {
            return AcceptDisposition.Echo;
        }

        if (isSame)
        {
            if (plan.Version > (newest!.Value.Version ?? long.MinValue))
            {
                effects.RaiseVersion(KeyOf(envelope, plan, newest.Value.Number), plan.Version);
            }

            return AcceptDisposition.Unchanged;
        }

        var key = KeyOf(envelope, plan, (newest?.Number ?? 0) + 1);
        var unmet = prerequisites.Check(plan, key);
        var work = new NewWork
        {
            InboxId = inboxId,
            State = unmet.State,
            Mode = plan.Mode,
            Flow = plan.Flow,
            Step = plan.Step,
            Key = key,
            Lane = Lane.Of(envelope, plan),
            IsInLane = WorkTable.StandsInLane(unmet.State),
            DueAt = plan.DueAt.UtcTicks,
            WaitUntil = unmet.WaitUntil,
            Missing = unmet.Facts.Count,
            Priority = plan.Priority,
            Error = unmet.Error,
        };
        SupersedeFailed(plan, newest, now);
        var workId = newest is { } previous && FindReplaceable(plan, previous) is { } pending
            ? Replace(pending, work, now)
            : Append(work, envelope.SequenceKey, now);
        facts.Await(unmet.Facts, workId);
        effects.Plan(work.Key, workId, inboxId, plan.RevisionFingerprint, plan.Version ?? newest?.Version);
        return AcceptDisposition.Accepted;
    }

    private static bool IsStale(PlannedWork plan, in EffectTable.Revision newest, bool isSame) =>
        plan.Version < newest.Version
        || (plan.Mode == SequenceMode.LatestWins && isSame && plan.Version is not null && plan.Version == newest.Version);

    private static IdempotencyKey KeyOf(Envelope envelope, PlannedWork plan, int revision) =>
        new(envelope.Tenant, plan.Connection, plan.Operation, plan.DocumentKey, revision);

    /// <summary>The stream's pending work, if nothing of it can have reached the remote.</summary>
    private WorkRow? FindReplaceable(PlannedWork plan, in EffectTable.Revision newest) =>
        plan.Mode == SequenceMode.LatestWins
        && newest.State is null or EffectState.Intent
        && works.Find(newest.WorkId) is { State: WorkState.Ready or WorkState.Held or WorkState.Waiting } pending
            ? pending
            : null;

    /// <summary>State that failed is of no interest any more once there is newer: it must not keep the newer one from being sent.</summary>
    private void SupersedeFailed(PlannedWork plan, EffectTable.Revision? newest, long now)
    {
        if (plan.Mode == SequenceMode.LatestWins
            && newest is { } previous
            && works.Find(previous.WorkId) is { State: WorkState.DeadLettered or WorkState.Parked } failed)
        {
            facts.RemoveAwaited(failed.Id);
            works.Move(failed, WorkState.Superseded, failed.DueAt, failed.Attempts, failed.Error);
            lanes.Settle(failed.Lane, now);
        }
    }

    private long Append(NewWork work, string sequenceKey, long now)
    {
        if (work.State == WorkState.Ready)
        {
            work = work with { Place = lanes.PlaceAtEnd(work.Lane, sequenceKey, work.DueAt, now) };
        }

        return works.Insert(work);
    }

    private long Replace(in WorkRow pending, NewWork work, long now)
    {
        // Held stays held: its window was decided by the step, not by the content.
        work = work with { State = work.State == WorkState.Ready && pending.State == WorkState.Held ? WorkState.Held : work.State };
        facts.RemoveAwaited(pending.Id);
        works.Replace(pending, work);
        effects.ForgetPlan(pending.Key);
        lanes.Settle(pending.Lane, now);
        return pending.Id;
    }
}
