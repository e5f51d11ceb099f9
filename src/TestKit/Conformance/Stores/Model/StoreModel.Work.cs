using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <content>Claims, commits and interventions.</content>
internal sealed partial class StoreModel
{
    public List<ModelWork> Claim(ClaimRequest request)
    {
        foreach (var work in Works.Where(work => work.State == WorkState.Waiting && work.WaitUntil <= request.Now))
        {
            work.State = WorkState.Parked;
        }

        var claimed = Works.Where(work => MayClaim(work, request)).Take(request.MaxItems).ToList();
        foreach (var work in claimed)
        {
            work.State = WorkState.Claimed;
            work.Token++;
            work.LeaseUntil = request.Now + request.Lease;
        }

        return claimed;
    }

    public CommitOutcome Commit(WorkCommit commit)
    {
        var work = Works.SingleOrDefault(work => work.StoreId == commit.WorkId);
        if (work is not { State: WorkState.Claimed } || work.Token != commit.FencingToken)
        {
            return CommitOutcome.Fenced;
        }

        if (commit.Effect is { } effect)
        {
            var revision = Stream(effect.Key)!.Single(revision => revision.Number == effect.Key.Revision);
            if (revision.Fingerprint is not null && revision.Fingerprint != effect.Fingerprint)
            {
                return CommitOutcome.KeyConflict;
            }

            revision.Fingerprint = effect.Fingerprint;
            revision.State = revision.State == EffectState.Confirmed ? EffectState.Confirmed : effect.State;
            revision.Sends = Math.Max(revision.Sends, effect.Sends);
        }

        work.State = commit.State;
        work.DueAt = commit.DueAt ?? work.DueAt;
        work.LeaseUntil = commit.LeaseUntil ?? work.LeaseUntil;
        work.Attempts += commit.CountsAsAttempt ? 1 : 0;
        if (commit.State == WorkState.Waiting)
        {
            work.Unmet = [.. commit.Awaited];
            work.WaitUntil = commit.WaitUntil;
        }

        foreach (var fact in commit.Established)
        {
            Establish(fact, commit.Now);
        }

        foreach (var fact in commit.Failed)
        {
            Fail(fact);
        }

        foreach (var entry in commit.Produced)
        {
            Accept(entry);
        }

        return CommitOutcome.Committed;
    }

    public bool Replay(ModelWork? work, DateTimeOffset now)
    {
        if (work is not { State: WorkState.Parked or WorkState.DeadLettered })
        {
            return false;
        }

        foreach (var earlier in Works.Where(earlier => earlier.State == WorkState.Waiting
            && earlier.Key with { Revision = work.Key.Revision } == work.Key && earlier.Key.Revision < work.Key.Revision))
        {
            earlier.State = WorkState.Parked;
        }

        work.State = WorkState.Ready;
        work.DueAt = now;
        work.Attempts = 0;
        work.Unmet.Clear();
        if (Effect(work.Key) is { } effect)
        {
            effect.State = effect.State switch
            {
                EffectState.Parked => EffectState.InDoubt,
                EffectState.Rejected => EffectState.Intent,
                var other => other,
            };
        }

        return true;
    }

    public bool Discard(ModelWork? work)
    {
        if (work is not { State: WorkState.Parked or WorkState.DeadLettered or WorkState.Rejected })
        {
            return false;
        }

        work.State = WorkState.Discarded;
        work.IsBlocking = false;
        work.Unmet.Clear();
        if (work.Plan is not null)
        {
            foreach (var subject in new[] { work.Envelope.SequenceKey, work.Envelope.DocumentKey, work.Key.DocumentKey }.Distinct())
            {
                Fail(new FactKey(work.Key.Tenant, work.Key.Operation, work.Key.Connection, subject));
            }
        }

        return true;
    }

    public void Restart()
    {
        foreach (var work in Works.Where(work => work.State == WorkState.Claimed))
        {
            work.State = WorkState.Ready;
        }
    }

    private bool MayClaim(ModelWork work, ClaimRequest request)
    {
        if (!work.StandsInLane || request.ExcludedConnections.Contains(work.Key.Connection))
        {
            return false;
        }

        var lane = Works.Where(other => other.StandsInLane && other.Lane == work.Lane).ToList();
        if (lane.SingleOrDefault(other => other.State == WorkState.Claimed) is { } claimed)
        {
            return claimed == work && work.LeaseUntil <= request.Now;
        }

        return lane[0] == work
            && work.State is WorkState.Ready or WorkState.Held
            && work.DueAt <= request.Now
            && !Works.Any(other => other.IsBlocking && other.Id < work.Id
                && (other.Envelope.Tenant, other.Envelope.SequenceKey) == (work.Envelope.Tenant, work.Envelope.SequenceKey));
    }

    private void Establish(FactKey fact, DateTimeOffset now)
    {
        _facts[fact] = true;
        foreach (var work in Works.Where(work => work.Unmet.Remove(fact) && work.Unmet.Count == 0))
        {
            if (work.State is WorkState.Waiting or WorkState.Parked)
            {
                work.State = WorkState.Ready;
                work.DueAt = work.DueAt > now ? work.DueAt : now;
            }
        }
    }

    private void Fail(FactKey fact)
    {
        if (!_facts.TryAdd(fact, false))
        {
            return;
        }

        foreach (var work in Works.Where(work => work.State == WorkState.Waiting && work.Unmet.Contains(fact)))
        {
            work.State = WorkState.Parked;
        }
    }
}
