using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Applies state changes of claimed work.</summary>
internal sealed class Commits(
    WorkTable works,
    EffectTable effects,
    Prerequisites prerequisites,
    Lanes lanes,
    Intake intake,
    KpiTable kpis,
    ExceptionTable exceptions,
    AuditTable audit,
    CounterTable counters)
{
    public CommitOutcome Commit(WorkCommit commit)
    {
        if (works.Find(commit.WorkId) is not { State: WorkState.Claimed } work || work.Token != commit.FencingToken)
        {
            return CommitOutcome.Fenced;
        }

        exceptions.Now = commit.Now.UtcTicks;
        if (commit.Effect is { } effect)
        {
            if (effects.IsConflict(effect))
            {
                return CommitOutcome.KeyConflict;
            }

            effects.Write(effect, work.Id, work.InboxId);
        }

        ChangeState(work, commit);
        WriteConsequences(work, commit);
        return CommitOutcome.Committed;
    }

    private void ChangeState(in WorkRow work, WorkCommit commit)
    {
        var attempts = work.Attempts + (commit.CountsAsAttempt ? 1 : 0);
        if (commit.CountsAsAttempt && commit.State is WorkState.Ready or WorkState.Held or WorkState.Claimed)
        {
            counters.Add(Counter.Retries);
        }

        if (commit.State == WorkState.Claimed)
        {
            works.Keep(work, attempts, commit.Error, commit.LeaseUntil?.UtcTicks);
            return;
        }

        if (commit.State == WorkState.Waiting)
        {
            prerequisites.Await(work, commit, attempts);
            return;
        }

        works.Move(work, commit.State, commit.DueAt?.UtcTicks ?? work.DueAt, attempts, commit.Error, holdReason: commit.HoldReason);
        lanes.Settle(work.Lane, commit.Now.UtcTicks);
    }

    private void WriteConsequences(in WorkRow work, WorkCommit commit)
    {
        var now = commit.Now.UtcTicks;
        foreach (var fact in commit.Established)
        {
            prerequisites.Establish(fact, now);
        }

        foreach (var fact in commit.Failed)
        {
            prerequisites.Fail(fact, now);
        }

        foreach (var entry in commit.Produced)
        {
            intake.Accept(entry);
        }

        foreach (var sample in commit.Kpis)
        {
            kpis.Insert(sample);
        }

        foreach (var draft in commit.Audit)
        {
            audit.Append(work.Key.Tenant, commit.Now, draft);
        }
    }
}
