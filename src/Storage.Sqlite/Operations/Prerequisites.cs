using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Lets work wait for facts, and acts when a fact comes, fails or is overdue.</summary>
internal sealed class Prerequisites(FactTable facts, WorkTable works, Lanes lanes, Resequencer resequencer)
{
    /// <summary>The facts that are not established, and the first of them that failed.</summary>
    public (List<FactKey> Unmet, FactKey? Failed) Check(IReadOnlyList<FactKey> after)
    {
        var unmet = new List<FactKey>();
        FactKey? failed = null;
        foreach (var fact in after)
        {
            var isEstablished = facts.Find(fact);
            if (isEstablished != true && !unmet.Contains(fact))
            {
                unmet.Add(fact);
                failed ??= isEstablished == false ? fact : null;
            }
        }

        return (unmet, failed);
    }

    /// <summary>A fact is true: work that waited for nothing else becomes ready, parked work too if only facts had parked it.</summary>
    public void Establish(FactKey fact, long now)
    {
        if (!facts.Establish(fact))
        {
            return;
        }

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

    private ConnectorError ErrorOfOverdue(long id)
    {
        var missing = string.Join(", ", facts.AwaitedBy(id).Select(Describe));
        return NotFound($"Waited past its deadline for {missing}. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.");
    }

    public static ConnectorError ErrorOfFailed(FactKey fact) => NotFound(
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
}
