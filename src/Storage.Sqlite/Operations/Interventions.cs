using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>What a person does with work that is stuck: replay or discard. Both are written to the audit chain.</summary>
internal sealed class Interventions(
    WorkTable works,
    EffectTable effects,
    FactTable facts,
    Prerequisites prerequisites,
    Lanes lanes,
    Intake intake,
    Resequencer resequencer,
    ExceptionTable exceptions,
    AuditTable audit)
{
    public bool Replay(Intervention request, ReplayMode mode, long? plan)
    {
        if (Find(request) is not { State: WorkState.DeadLettered or WorkState.Parked } work
            || (mode == ReplayMode.SendAgain && !(work.State == WorkState.Parked && effects.Reopen(work.Key, EffectState.Parked, EffectState.Intent))))
        {
            return false;
        }

        exceptions.Now = request.Now.UtcTicks;
        if (work.Step == Intake.Step)
        {
            exceptions.PutBack(work.Id, mode, plan);
            intake.GoOnWith(work);
            Audit(work, "work.replayed", WorkState.Confirmed, request);
            return true;
        }

        // Nobody can tell whether a parked effect happened, so it is probed first. A rejected one did not happen: it may be sent.
        effects.Reopen(work.Key, EffectState.Parked, EffectState.InDoubt);
        effects.Reopen(work.Key, EffectState.Rejected, EffectState.Intent);
        facts.RemoveAwaited(work.Id);
        prerequisites.ParkBefore(work.Key, request.Now.UtcTicks);
        works.Move(work, WorkState.Ready, request.Now.UtcTicks, attempts: 0, error: null);
        lanes.Settle(work.Lane, request.Now.UtcTicks);
        exceptions.PutBack(work.Id, mode, plan);
        Audit(work, mode == ReplayMode.SendAgain ? "work.sent-again" : "work.replayed", WorkState.Ready, request);
        return true;
    }

    /// <summary>A person knows that a parked effect happened. The item is made ready, so that it ends as any confirmed one does.</summary>
    public bool Confirm(Intervention request, RemoteReference remote)
    {
        if (Find(request) is not { State: WorkState.Parked } work || !effects.ConfirmParked(work.Key, remote))
        {
            return false;
        }

        exceptions.Now = request.Now.UtcTicks;
        facts.RemoveAwaited(work.Id);
        works.Move(work, WorkState.Ready, request.Now.UtcTicks, attempts: 0, error: null);
        lanes.Settle(work.Lane, request.Now.UtcTicks);
        exceptions.PutBack(work.Id, ReplayMode.Resume, plan: null);
        Audit(work, "effect.confirmed-by-hand", WorkState.Ready, request with { Reason = $"remote id {remote.Id}: {request.Reason}" });
        return true;
    }

    public bool Discard(Intervention request)
    {
        if (Find(request) is not { State: WorkState.DeadLettered or WorkState.Parked or WorkState.Rejected } work)
        {
            return false;
        }

        var now = request.Now.UtcTicks;
        exceptions.Now = now;
        facts.RemoveAwaited(work.Id);
        works.Move(work, WorkState.Discarded, work.DueAt, work.Attempts, work.Error);
        if (work.Step == Intake.Step)
        {
            resequencer.Drop(work.Id);
            lanes.Unblock(work.Key.Tenant, work.Id, now);
        }
        else
        {
            lanes.Settle(work.Lane, now);
            FailFactsOf(work, now);
        }

        Audit(work, "work.discarded", WorkState.Discarded, request);
        return true;
    }

    private WorkRow? Find(Intervention request) => works.Find(request.WorkId) is { } work && work.Key.Tenant == request.Tenant ? work : null;

    /// <summary>What waits for the discarded work will not come: facts are named after the operation, about its sequence key or its document.</summary>
    private void FailFactsOf(in WorkRow work, long now)
    {
        var (sequenceKey, documentKey) = works.SubjectsOf(work.Id);
        foreach (var subject in new HashSet<string> { sequenceKey, documentKey, work.Key.DocumentKey })
        {
            prerequisites.Fail(new FactKey(work.Key.Tenant, work.Key.Operation, work.Key.Connection, subject), now);
        }
    }

    private void Audit(in WorkRow work, string action, WorkState to, Intervention request) => audit.Append(
        work.Key.Tenant,
        request.Now,
        new AuditDraft(request.Actor, action, work.Key.ToString(), FormattableString.Invariant($"work {work.Id}, {work.State} -> {to}: {request.Reason}")));
}
