using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Lets work wait for facts, and acts when a fact comes, fails or is overdue.</summary>
internal sealed class Prerequisites(FactTable facts, WorkTable works, Lanes lanes, Resequencer resequencer)
{
    /// <summary>
    /// What a planned step has to wait for: its facts that are not established, and what an earlier revision of it still waits for, which it must not overtake.
    /// </summary>
    public Unmet Check(PlannedWork plan, IdempotencyKey key)
    {
        var unmet = new List<FactKey>();
        FactKey? failed = null;
        foreach (var fact in plan.After)
        {
            var isEstablished = facts.Find(fact);
            if (isEstablished != true && !unmet.Contains(fact))
            {
                unmet.Add(fact);
                failed ??= isEstablished == false ? fact : null;
            }
        }

        var waitUntil = plan.WaitUntil?.UtcTicks;
        if (plan.Mode == SequenceMode.Ordered && key.Revision > 1 && works.WaitingBefore(key) is [.., var last])
        {
            unmet = [.. unmet.Union(facts.AwaitedBy(last.Id))];
            waitUntil ??= last.WaitUntil;
        }

        return new Unmet(unmet, failed, waitUntil);
    }

    /// <summary>Work that ran leaves its lane until its facts become true, whether or not they were before.</summary>
    public void Await(in WorkRow work, WorkCommit commit, int attempts)
    {
        var awaited = commit.Awaited.Distinct().ToList();
        facts.Await(awaited, work.Id);
        works.Move(work, WorkState.Waiting, commit.DueAt?.UtcTicks ?? work.DueAt, attempts, commit.Error, awaited.Count);
        works.WaitUntil(work.Id, commit.WaitUntil?.UtcTicks);
        lanes.Settle(work.Lane, commit.Now.UtcTicks);
    }

    /// <summary>A fact is true, perhaps once more: work that waited for nothing else becomes ready, parked work too if only facts had parked it.</summary>
    public void Establish(FactKey fact, long now)
    {
        facts.Establish(fact);
        var waiters = facts.Waiters(fact);
        facts.RemoveWaiters(fact);
        foreach (var id in waiters)
        {
            works.CountDown(id);
            var work = works.Find(id)!.Value;
            if (work is { Missing: 0, State: WorkState.Waiting or WorkState.Parked })
            {
                works.Move(work, WorkState.Ready, Math.Max(work.DueAt, now), work.Attempts, error: null);
                lanes.Settle(work.Lane, now);
            }
        }
    }

    /// <summary>A fact will not become true by itself: what waits for it parks.</summary>
    public void Fail(FactKey fact, long now)
    {
        if (!facts.Fail(fact))
        {
            return;
        }

        foreach (var id in facts.Waiters(fact))
        {
            Park(works.Find(id)!.Value, ErrorOfFailed(fact), now);
        }
    }

    /// <summary>Parks work that waited past its deadline.</summary>
    public void ParkOverdue(long now, int maxItems)
    {
        foreach (var id in works.Overdue(now, maxItems))
        {
            var work = works.Find(id)!.Value;
            Park(work, resequencer.Held(work) is var (envelope, version) ? resequencer.ErrorOfGap(envelope, version) : ErrorOfOverdue(id), now);
        }
    }

    /// <summary>A revision is replayed without what it waits for. Earlier ones that wait for it too must not come after it: they park, and stand in front of it.</summary>
    public void ParkBefore(IdempotencyKey replayed, long now)
    {
        foreach (var (id, _) in works.WaitingBefore(replayed))
        {
            Park(works.Find(id)!.Value, ErrorOfOvertaken(id, replayed.Revision), now);
        }
    }

    private ConnectorError ErrorOfOvertaken(long id, int by) => NotFound(FormattableString.Invariant(
        $"It waits for {Missing(id)}, and its revision {by} was replayed to run without, which it holds up. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it."));

    private string Missing(long id) => string.Join(", ", facts.AwaitedBy(id).Select(Describe));

    private ConnectorError ErrorOfOverdue(long id) =>
        NotFound($"Waited past its deadline for {Missing(id)}. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.");

    private static ConnectorError ErrorOfFailed(FactKey fact) => NotFound(
        $"It needs {Describe(fact)}, which failed. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.");

    private static ConnectorError NotFound(string message) => new() { Kind = ErrorKind.NotFound, Message = message };

    private static string Describe(FactKey fact) => $"'{fact.Name}' at '{fact.Connection}' for '{fact.Subject}'";

    private void Park(in WorkRow work, ConnectorError error, long now)
    {
        if (work.State == WorkState.Waiting)
        {
            works.Move(work, WorkState.Parked, work.DueAt, work.Attempts, error, work.Missing);
            lanes.Settle(work.Lane, now);
        }
    }

    /// <summary>What a planned step waits for.</summary>
    /// <param name="Facts">None when it may run.</param>
    /// <param name="Failed">The first of its own that failed; null when none did.</param>
    /// <param name="WaitUntil">The longest it waits, in UTC ticks; null without end.</param>
    internal readonly record struct Unmet(IReadOnlyList<FactKey> Facts, FactKey? Failed, long? WaitUntil)
    {
        public WorkState State => Failed is not null ? WorkState.Parked : Facts.Count > 0 ? WorkState.Waiting : WorkState.Ready;

        public ConnectorError? Error => Failed is null ? null : ErrorOfFailed(Failed);
    }
}
